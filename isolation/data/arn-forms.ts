/*
 * What follows the partition in the ARNs of things that hold or move data, by what they are (Service Authorization
 * Reference, "Resource types defined by" each service).
 */
export const ALIAS = "kms:{region}:{account}:alias/{name}";
export const BACKUP_VAULT = "backup:{region}:{account}:backup-vault:{name}";
export const BUCKET = "s3:::{name}";
export const CACHE_SNAPSHOT = "elasticache:{region}:{account}:snapshot:{name}";
export const DB = "rds:{region}:{account}:db:{name}";
export const DB_CLUSTER = "rds:{region}:{account}:cluster:{name}";
export const DB_CLUSTER_SNAPSHOT = "rds:{region}:{account}:cluster-snapshot:{name}";
export const DB_SNAPSHOT = "rds:{region}:{account}:snapshot:{name}";
export const DELIVERY_STREAM = "firehose:{region}:{account}:deliverystream/{name}";
export const EVENT_BUS = "events:{region}:{account}:event-bus/{name}";
export const FILE_SYSTEM = "elasticfilesystem:{region}:{account}:file-system/{name}";
export const FUNCTION = "lambda:{region}:{account}:function:{name}";
export const GLOBAL_CACHE = "elasticache::{account}:globalreplicationgroup:{name}";
export const GLOBAL_CLUSTER = "rds::{account}:global-cluster:{name}";
export const KEY = "kms:{region}:{account}:key/{name}";
export const LAYER = "lambda:{region}:{account}:layer:{name}";
export const LOG_DESTINATION = "logs:{region}:{account}:destination:{name}";
export const LOG_GROUP = "logs:{region}:{account}:log-group:{name}";
export const MEMORY_SNAPSHOT = "memorydb:{region}:{account}:snapshot/{name}";
export const PARAMETER = "ssm:{region}:{account}:parameter/{name}";
export const QUEUE = "sqs:{region}:{account}:{name}";
export const REDSHIFT_CLUSTER = "redshift:{region}:{account}:cluster:{name}";
export const REDSHIFT_SNAPSHOT = "redshift:{region}:{account}:snapshot:*/{name}";
export const REPOSITORY = "ecr:{region}:{account}:repository/{name}";
export const SECRET = "secretsmanager:{region}:{account}:secret:{name}";
export const STREAM = "kinesis:{region}:{account}:stream/{name}";
export const TABLE = "dynamodb:{region}:{account}:table/{name}";
export const TOPIC = "sns:{region}:{account}:{name}";
