export { type Fault, UsageError } from "./faults";
export {
    type Gap,
    NO_OPTIONS,
    type Phase,
    type Plan,
    type PlannedOptions,
    type PlannedProvider,
    type PlannedResource,
    type PlanSource,
    type SecretsProvider,
    type SourcePosition,
    type StateStorage,
} from "./plan";
export { readPlanFile } from "./plan-file";
export { planFromPreview } from "./preview";
export {
    type AbsentReading,
    type KnownReading,
    parsePropertyPath,
    type Reading,
    readInput,
    readValue,
    type UnknownReading,
} from "./read";
export { planFromState } from "./state";
export { buildUrn, parseUrn, providerReferenceUrn, STACK_TYPE, type UrnParts } from "./urn";
export { Asset, isList, isPropertyMap, type PropertyMap, type PropertyValue, Secret, Unknown } from "./value";
