// Generated from the type declarations of @pulumi/aws 7.48.0 by tools/taggable-types.ts. Do not edit.

/** Classes that take `tags` as a map, by module of the provider, each list a text of names. */
const CLASSES: Readonly<Record<string, string>> = {
    // prettier-ignore
    accessanalyzer: "Analyzer",
    // prettier-ignore
    accountaccess: "Application",
    // prettier-ignore
    acm: "Certificate",
    // prettier-ignore
    acmpca: "CertificateAuthority",
    // prettier-ignore
    agentregistry: "Registry",
    // prettier-ignore
    alb: "Listener ListenerRule LoadBalancer TargetGroup",
    // prettier-ignore
    amp: "AnomalyDetector RuleGroupNamespace Scraper Workspace",
    // prettier-ignore
    amplify: "App Branch",
    // prettier-ignore
    apigateway: "ApiKey ClientCertificate DomainName DomainNameAccessAssociation RestApi Stage UsagePlan VpcLink",
    // prettier-ignore
    apigatewayv2: "Api DomainName Stage VpcLink",
    // prettier-ignore
    appautoscaling: "Target",
    // prettier-ignore
    appconfig: "Application ConfigurationProfile Deployment DeploymentStrategy Environment EventIntegration Extension",
    // prettier-ignore
    appfabric: "AppAuthorization AppBundle Ingestion IngestionDestination",
    // prettier-ignore
    appflow: "Flow",
    // prettier-ignore
    appintegrations: "DataIntegration",
    // prettier-ignore
    applicationinsights: "Application",
    // prettier-ignore
    appmesh: "GatewayRoute Mesh Route VirtualGateway VirtualNode VirtualRouter VirtualService",
    // prettier-ignore
    apprunner: "AutoScalingConfigurationVersion Connection ObservabilityConfiguration Service VpcConnector VpcIngressConnection",
    // prettier-ignore
    appstream: "Fleet ImageBuilder Stack",
    // prettier-ignore
    appsync: "Api ChannelNamespace GraphQLApi",
    // prettier-ignore
    arcregionswitch: "Plan",
    // prettier-ignore
    athena: "CapacityReservation DataCatalog Workgroup",
    // prettier-ignore
    auditmanager: "Assessment Control Framework",
    // prettier-ignore
    backup: "Framework LogicallyAirGappedVault Plan ReportPlan RestoreTestingPlan Vault",
    // prettier-ignore
    batch: "ComputeEnvironment JobDefinition JobQueue SchedulingPolicy",
    // prettier-ignore
    bcmdata: "Export",
    // prettier-ignore
    bedrock: "AgentAgent AgentAgentAlias AgentFlow AgentKnowledgeBase AgentPrompt AgentcoreAgentRuntime AgentcoreAgentRuntimeEndpoint AgentcoreApiKeyCredentialProvider AgentcoreBrowser AgentcoreBrowserProfile AgentcoreCodeInterpreter AgentcoreEvaluator AgentcoreGateway AgentcoreHarness AgentcoreMemory AgentcoreOauth2CredentialProvider AgentcoreOnlineEvaluationConfig AgentcorePolicyEngine CustomModel EvaluationJob Guardrail InferenceProfile ProvisionedModelThroughput",
    // prettier-ignore
    billing: "View",
    // prettier-ignore
    budgets: "Budget BudgetAction",
    // prettier-ignore
    cfg: "AggregateAuthorization ConfigurationAggregator Rule",
    // prettier-ignore
    chatbot: "SlackChannelConfiguration TeamsChannelConfiguration",
    // prettier-ignore
    chime: "SdkvoiceSipMediaApplication SdkvoiceVoiceProfileDomain VoiceConnector",
    // prettier-ignore
    chimesdkmediapipelines: "MediaInsightsPipelineConfiguration",
    // prettier-ignore
    cleanrooms: "Collaboration ConfiguredTable Membership",
    // prettier-ignore
    cloud9: "EnvironmentEC2",
    // prettier-ignore
    cloudformation: "Stack StackSet",
    // prettier-ignore
    cloudfront: "AnycastIpList ConnectionFunction ConnectionGroup Distribution DistributionTenant Function KeyValueStore MultitenantDistribution TrustStore VpcOrigin",
    // prettier-ignore
    cloudhsmv2: "Cluster",
    // prettier-ignore
    cloudtrail: "EventDataStore Trail",
    // prettier-ignore
    cloudwatch: "AlarmMuteRule CompositeAlarm ContributorInsightRule ContributorManagedInsightRule EventBus EventRule InternetMonitor LogAnomalyDetector LogDelivery LogDeliveryDestination LogDeliverySource LogDestination LogGroup MetricAlarm MetricStream",
    // prettier-ignore
    codeartifact: "Domain Repository",
    // prettier-ignore
    codebuild: "Fleet Project ReportGroup",
    // prettier-ignore
    codecommit: "Repository",
    // prettier-ignore
    codeconnections: "Connection Host",
    // prettier-ignore
    codedeploy: "Application DeploymentGroup",
    // prettier-ignore
    codeguruprofiler: "ProfilingGroup",
    // prettier-ignore
    codegurureviewer: "RepositoryAssociation",
    // prettier-ignore
    codepipeline: "CustomActionType Pipeline Webhook",
    // prettier-ignore
    codestarconnections: "Connection",
    // prettier-ignore
    codestarnotifications: "NotificationRule",
    // prettier-ignore
    cognito: "IdentityPool UserPool",
    // prettier-ignore
    comprehend: "DocumentClassifier EntityRecognizer",
    // prettier-ignore
    connect: "ContactFlow ContactFlowModule HoursOfOperation Instance PhoneNumber Queue QuickConnect RoutingProfile SecurityProfile User UserHierarchyGroup Vocabulary",
    // prettier-ignore
    controltower: "Baseline LandingZone",
    // prettier-ignore
    costexplorer: "AnomalyMonitor AnomalySubscription CostCategory",
    // prettier-ignore
    cur: "ReportDefinition",
    // prettier-ignore
    customerprofiles: "Domain",
    // prettier-ignore
    dataexchange: "DataSet Revision RevisionAssets",
    // prettier-ignore
    datapipeline: "Pipeline",
    // prettier-ignore
    datasync: "Agent EfsLocation FsxOpenZfsFileSystem LocationAzureBlob LocationFsxLustre LocationFsxOntapFileSystem LocationFsxWindows LocationHdfs LocationObjectStorage LocationSmb NfsLocation S3Location Task",
    // prettier-ignore
    datazone: "Domain",
    // prettier-ignore
    dax: "Cluster",
    // prettier-ignore
    detective: "Graph",
    // prettier-ignore
    devicefarm: "DevicePool InstanceProfile NetworkProfile Project TestGridProject",
    // prettier-ignore
    directconnect: "Connection Gateway HostedPrivateVirtualInterfaceAccepter HostedPublicVirtualInterfaceAccepter HostedTransitVirtualInterfaceAcceptor LinkAggregationGroup PrivateVirtualInterface PublicVirtualInterface TransitVirtualInterface",
    // prettier-ignore
    directoryservice: "Directory ServiceRegion",
    // prettier-ignore
    dlm: "LifecyclePolicy",
    // prettier-ignore
    dms: "Certificate DataProvider Endpoint EventSubscription InstanceProfile MigrationProject ReplicationConfig ReplicationInstance ReplicationSubnetGroup ReplicationTask S3Endpoint",
    // prettier-ignore
    docdb: "Cluster ClusterInstance ClusterParameterGroup ElasticCluster EventSubscription SubnetGroup",
    // prettier-ignore
    drs: "ReplicationConfigurationTemplate",
    // prettier-ignore
    dsql: "Cluster",
    // prettier-ignore
    dynamodb: "Table TableReplica",
    // prettier-ignore
    ebs: "Snapshot SnapshotCopy SnapshotImport Volume VolumeCopy",
    // prettier-ignore
    ec2: "Ami AmiCopy AmiFromInstance CapacityBlockReservation CapacityReservation CarrierGateway CustomerGateway DedicatedHost DefaultNetworkAcl DefaultRouteTable DefaultSecurityGroup DefaultSubnet DefaultVpc DefaultVpcDhcpOptions EgressOnlyInternetGateway Eip EncryptionControl Fleet FlowLog Instance InternetGateway KeyPair LaunchTemplate LocalGatewayRouteTable LocalGatewayRouteTableVirtualInterfaceGroupAssociation LocalGatewayRouteTableVpcAssociation ManagedPrefixList NatGateway NetworkAcl NetworkInsightsAccessScope NetworkInsightsAnalysis NetworkInsightsPath NetworkInterface PlacementGroup RouteTable SecondaryNetwork SecondarySubnet SecurityGroup SpotFleetRequest SpotInstanceRequest Subnet TrafficMirrorFilter TrafficMirrorSession TrafficMirrorTarget Vpc VpcBlockPublicAccessExclusion VpcDhcpOptions VpcEncryptionControl VpcEndpoint VpcEndpointService VpcIpam VpcIpamPool VpcIpamPoolCidrAllocation VpcIpamResourceDiscovery VpcIpamResourceDiscoveryAssociation VpcIpamScope VpcPeeringConnection VpcPeeringConnectionAccepter VpnConcentrator VpnConnection VpnGateway",
    // prettier-ignore
    ec2clientvpn: "Endpoint",
    // prettier-ignore
    ec2transitgateway: "Connect ConnectPeer InstanceConnectEndpoint MeteringPolicy MulticastDomain PeeringAttachment PeeringAttachmentAccepter PolicyTable RouteTable TransitGateway VpcAttachment VpcAttachmentAccepter",
    // prettier-ignore
    ecr: "Repository",
    // prettier-ignore
    ecrpublic: "Repository",
    // prettier-ignore
    ecs: "CapacityProvider Cluster Daemon DaemonTaskDefinition ExpressGatewayService Service TaskDefinition TaskSet",
    // prettier-ignore
    efs: "AccessPoint FileSystem",
    // prettier-ignore
    eks: "AccessEntry Addon Capability Cluster FargateProfile IdentityProviderConfig NodeGroup PodIdentityAssociation",
    // prettier-ignore
    elasticache: "Cluster ParameterGroup ReplicationGroup ReservedCacheNode ServerlessCache SubnetGroup User UserGroup",
    // prettier-ignore
    elasticbeanstalk: "Application ApplicationVersion Environment",
    // prettier-ignore
    elasticsearch: "Domain",
    // prettier-ignore
    elb: "LoadBalancer",
    // prettier-ignore
    emr: "Cluster Studio",
    // prettier-ignore
    emrcontainers: "JobTemplate VirtualCluster",
    // prettier-ignore
    emrserverless: "Application",
    // prettier-ignore
    evidently: "Feature Launch Project Segment",
    // prettier-ignore
    finspace: "KxCluster KxDatabase KxDataview KxEnvironment KxScalingGroup KxUser KxVolume",
    // prettier-ignore
    fis: "ExperimentTemplate",
    // prettier-ignore
    fms: "Policy ResourceSet",
    // prettier-ignore
    fsx: "Backup DataRepositoryAssociation FileCache LustreFileSystem OntapFileSystem OntapStorageVirtualMachine OntapVolume OpenZfsFileSystem OpenZfsSnapshot OpenZfsVolume WindowsFileSystem",
    // prettier-ignore
    gamelift: "Alias Build Fleet GameServerGroup GameSessionQueue Script",
    // prettier-ignore
    glacier: "Vault",
    // prettier-ignore
    globalaccelerator: "Accelerator CrossAccountAttachment CustomRoutingAccelerator",
    // prettier-ignore
    glue: "Catalog CatalogDatabase Connection Crawler DataQualityRuleset DevEndpoint Job MLTransform Registry Schema Trigger Workflow",
    // prettier-ignore
    grafana: "Workspace",
    // prettier-ignore
    guardduty: "Detector Filter IPSet MalwareProtectionPlan PublishingDestination ThreatIntelSet",
    // prettier-ignore
    iam: "InstanceProfile OpenIdConnectProvider Policy Role SamlProvider ServerCertificate ServiceLinkedRole User VirtualMfaDevice",
    // prettier-ignore
    imagebuilder: "Component ContainerRecipe DistributionConfiguration Image ImagePipeline ImageRecipe InfrastructureConfiguration LifecyclePolicy Workflow",
    // prettier-ignore
    inspector: "AssessmentTemplate ResourceGroup",
    // prettier-ignore
    inspector2: "Filter",
    // prettier-ignore
    invoicing: "InvoiceUnit",
    // prettier-ignore
    iot: "Authorizer BillingGroup CaCertificate DomainConfiguration Policy ProvisioningTemplate RoleAlias ThingGroup ThingType TopicRule",
    // prettier-ignore
    ivs: "Channel PlaybackKeyPair RecordingConfiguration",
    // prettier-ignore
    ivschat: "LoggingConfiguration Room",
    // prettier-ignore
    kendra: "DataSource Faq Index QuerySuggestionsBlockList Thesaurus",
    // prettier-ignore
    keyspaces: "Keyspace Table",
    // prettier-ignore
    kinesis: "AnalyticsApplication FirehoseDeliveryStream Stream StreamConsumer VideoStream",
    // prettier-ignore
    kinesisanalyticsv2: "Application",
    // prettier-ignore
    kms: "ExternalKey Key ReplicaExternalKey ReplicaKey",
    // prettier-ignore
    lambda: "CapacityProvider CodeSigningConfig EventSourceMapping Function MicrovmsImage",
    // prettier-ignore
    lambdamicrovms: "Image",
    // prettier-ignore
    lb: "Listener ListenerRule LoadBalancer TargetGroup TrustStore",
    // prettier-ignore
    lex: "V2modelsBot",
    // prettier-ignore
    licensemanager: "LicenseConfiguration",
    // prettier-ignore
    lightsail: "Bucket Certificate ContainerService Database Disk Distribution Instance KeyPair Lb",
    // prettier-ignore
    location: "GeofenceCollection Map PlaceIndex RouteCalculation Tracker",
    // prettier-ignore
    m2: "Application Environment",
    // prettier-ignore
    macie: "CustomDataIdentifier FindingsFilter",
    // prettier-ignore
    macie2: "ClassificationJob Member",
    // prettier-ignore
    mailmanager: "Archive IngressPoint Relay RuleSet TrafficPolicy",
    // prettier-ignore
    mediaconvert: "Queue",
    // prettier-ignore
    medialive: "Channel Input InputSecurityGroup Multiplex",
    // prettier-ignore
    mediapackage: "Channel",
    // prettier-ignore
    mediapackagev2: "ChannelGroup",
    // prettier-ignore
    mediastore: "Container",
    // prettier-ignore
    memorydb: "Acl Cluster MultiRegionCluster ParameterGroup Snapshot SubnetGroup User",
    // prettier-ignore
    mq: "Broker Configuration",
    // prettier-ignore
    msk: "Channel Cluster Replicator ServerlessCluster VpcConnection",
    // prettier-ignore
    mskconnect: "Connector CustomPlugin WorkerConfiguration",
    // prettier-ignore
    mwaa: "Environment",
    // prettier-ignore
    neptune: "Cluster ClusterEndpoint ClusterInstance ClusterParameterGroup EventSubscription ParameterGroup SubnetGroup",
    // prettier-ignore
    neptunegraph: "Graph",
    // prettier-ignore
    networkfirewall: "ContainerAssociation Firewall FirewallPolicy RuleGroup TlsInspectionConfiguration VpcEndpointAssociation",
    // prettier-ignore
    networkflowmonitor: "Monitor Scope",
    // prettier-ignore
    networkmanager: "ConnectAttachment ConnectPeer Connection CoreNetwork Device DxGatewayAttachment GlobalNetwork Link Site SiteToSiteVpnAttachment TransitGatewayPeering TransitGatewayRouteTableAttachment VpcAttachment",
    // prettier-ignore
    networkmonitor: "Monitor Probe",
    // prettier-ignore
    notifications: "ContactsEmailContact NotificationConfiguration",
    // prettier-ignore
    oam: "Link Sink",
    // prettier-ignore
    observabilityadmin: "CentralizationRuleForOrganization S3TableIntegration TelemetryPipeline TelemetryRule TelemetryRuleForOrganization",
    // prettier-ignore
    odb: "CloudAutonomousVmCluster CloudExadataInfrastructure CloudVmCluster Network NetworkPeeringConnection",
    // prettier-ignore
    opensearch: "Application Domain ServerlessCollection ServerlessCollectionGroup",
    // prettier-ignore
    opensearchingest: "Pipeline",
    // prettier-ignore
    organizations: "Account OrganizationalUnit Policy ResourcePolicy",
    // prettier-ignore
    paymentcryptography: "Key",
    // prettier-ignore
    pinpoint: "App EmailTemplate Smsvoicev2ConfigurationSet Smsvoicev2OptOutList Smsvoicev2PhoneNumber Smsvoicev2Pool Smsvoicev2SenderId",
    // prettier-ignore
    pipes: "Pipe",
    // prettier-ignore
    qbusiness: "Application",
    // prettier-ignore
    qldb: "Ledger Stream",
    // prettier-ignore
    quicksight: "Analysis CustomPermissions Dashboard DataSet DataSource Folder Namespace Template Theme VpcConnection",
    // prettier-ignore
    ram: "Permission ResourceShare",
    // prettier-ignore
    rbin: "Rule",
    // prettier-ignore
    rds: "Cluster ClusterEndpoint ClusterInstance ClusterParameterGroup ClusterSnapshot ClusterSnapshotCopy CustomDbEngineVersion EventSubscription GlobalCluster Instance Integration OptionGroup ParameterGroup Proxy ProxyEndpoint ReservedInstance ShardGroup Snapshot SnapshotCopy SubnetGroup",
    // prettier-ignore
    redshift: "Cluster ClusterSnapshot EventSubscription HsmClientCertificate HsmConfiguration IdcApplication Integration ParameterGroup SnapshotCopyGrant SnapshotSchedule SubnetGroup UsageLimit",
    // prettier-ignore
    redshiftserverless: "Namespace Workgroup",
    // prettier-ignore
    rekognition: "Collection Project StreamProcessor",
    // prettier-ignore
    resiliencehub: "ResiliencyPolicy V2Policy V2Service V2System",
    // prettier-ignore
    resourceexplorer: "Index View",
    // prettier-ignore
    resourcegroups: "Group",
    // prettier-ignore
    rolesanywhere: "Profile TrustAnchor",
    // prettier-ignore
    route53: "HealthCheck ProfilesAssociation ProfilesProfile ResolverEndpoint ResolverFirewallDomainList ResolverFirewallRuleGroup ResolverFirewallRuleGroupAssociation ResolverQueryLogConfig ResolverRule Zone",
    // prettier-ignore
    route53domains: "Domain RegisteredDomain",
    // prettier-ignore
    route53recoverycontrol: "Cluster ControlPanel SafetyRule",
    // prettier-ignore
    route53recoveryreadiness: "Cell ReadinessCheck RecoveryGroup ResourceSet",
    // prettier-ignore
    rum: "AppMonitor",
    // prettier-ignore
    s3: "AccessPoint Bucket BucketObject BucketObjectv2 BucketV2 DirectoryBucket FilesAccessPoint FilesFileSystem ObjectCopy VectorsIndex VectorsVectorBucket",
    // prettier-ignore
    s3control: "AccessGrant AccessGrantsInstance AccessGrantsLocation Bucket StorageLensConfiguration",
    // prettier-ignore
    s3tables: "Table TableBucket",
    // prettier-ignore
    sagemaker: "Algorithm App AppImageConfig CodeRepository DataQualityJobDefinition DeviceFleet Domain Endpoint EndpointConfiguration FeatureGroup FlowDefinition Hub HubContentReference HumanTaskUI HyperParameterTuningJob Image LabelingJob MlflowApp MlflowTrackingServer Model ModelCard ModelPackageGroup MonitoringSchedule NotebookInstance NotebookInstanceLifecycleConfiguration Pipeline Project Space StudioLifecycleConfig TrainingJob UserProfile Workteam",
    // prettier-ignore
    savingsplans: "SavingsPlan",
    // prettier-ignore
    scheduler: "ScheduleGroup",
    // prettier-ignore
    schemas: "Discoverer Registry Schema",
    // prettier-ignore
    secretsmanager: "Secret",
    // prettier-ignore
    securityhub: "AccountV2 AggregatorV2 AutomationRule AutomationRuleV2 ConnectorV2",
    // prettier-ignore
    securitylake: "DataLake Subscriber",
    // prettier-ignore
    serverlessrepository: "CloudFormationStack",
    // prettier-ignore
    servicecatalog: "AppregistryApplication AppregistryAttributeGroup Portfolio Product ProvisionedProduct",
    // prettier-ignore
    servicediscovery: "HttpNamespace PrivateDnsNamespace PublicDnsNamespace Service",
    // prettier-ignore
    sesv2: "ConfigurationSet ContactList DedicatedIpPool EmailIdentity MultiRegionEndpoint Tenant",
    // prettier-ignore
    sfn: "Activity StateMachine",
    // prettier-ignore
    shield: "Protection ProtectionGroup",
    // prettier-ignore
    signer: "SigningProfile",
    // prettier-ignore
    sns: "Topic",
    // prettier-ignore
    sqs: "Queue",
    // prettier-ignore
    ssm: "Activation Association ContactsRotation Document MaintenanceWindow Parameter PatchBaseline QuicksetupConfigurationManager",
    // prettier-ignore
    ssmcontacts: "Contact",
    // prettier-ignore
    ssmincidents: "ReplicationSet ResponsePlan",
    // prettier-ignore
    ssoadmin: "Application PermissionSet TrustedTokenIssuer",
    // prettier-ignore
    storagegateway: "CachesIscsiVolume FileSystemAssociation Gateway NfsFileShare SmbFileShare StoredIscsiVolume TapePool",
    // prettier-ignore
    swf: "Domain",
    // prettier-ignore
    synthetics: "Canary Group",
    // prettier-ignore
    timestreaminfluxdb: "DbCluster DbInstance",
    // prettier-ignore
    timestreamquery: "ScheduledQuery",
    // prettier-ignore
    timestreamwrite: "Database Table",
    // prettier-ignore
    transcribe: "LanguageModel MedicalVocabulary Vocabulary VocabularyFilter",
    // prettier-ignore
    transfer: "Agreement Certificate Connector HostKey Profile Server User WebApp Workflow",
    // prettier-ignore
    verifiedaccess: "Endpoint Group Instance TrustProvider",
    // prettier-ignore
    verifiedpermissions: "PolicyStore",
    // prettier-ignore
    vpc: "RouteServer RouteServerEndpoint RouteServerPeer SecurityGroupEgressRule SecurityGroupIngressRule",
    // prettier-ignore
    vpclattice: "AccessLogSubscription DomainVerification Listener ListenerRule ResourceConfiguration ResourceGateway Service ServiceNetwork ServiceNetworkResourceAssociation ServiceNetworkServiceAssociation ServiceNetworkVpcAssociation TargetGroup",
    // prettier-ignore
    waf: "RateBasedRule Rule RuleGroup WebAcl",
    // prettier-ignore
    wafregional: "RateBasedRule Rule RuleGroup WebAcl",
    // prettier-ignore
    wafv2: "IpSet RegexPatternSet RuleGroup WebAcl",
    // prettier-ignore
    workmail: "Organization",
    // prettier-ignore
    workspaces: "ConnectionAlias Directory IpGroup Pool Workspace",
    // prettier-ignore
    workspacesweb: "BrowserSettings DataProtectionSettings IdentityProvider IpAccessSettings NetworkSettings Portal SessionLogger TrustStore UserAccessLoggingSettings UserSettings",
    // prettier-ignore
    xray: "Group SamplingRule",
};

/** Tokens of every type that takes `tags` as a map, such as `aws:rds/cluster:Cluster`. */
export const TAGGABLE_TYPES: ReadonlySet<string> = new Set(
    Object.entries(CLASSES).flatMap(([module, names]) =>
        names.split(" ").map(name => `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`),
    ),
);
