export { DataRefreshSource } from "./data-refresh/source";
export { DataRefreshTarget } from "./data-refresh/target";
export type { DataRefreshSourceArgs, DataRefreshTargetArgs } from "./data-refresh/arguments";
export type { RefreshAlerts } from "./data-refresh/alarms";
export type { DataRefreshContract, RefreshSide } from "./data-refresh/contract";
export type { PersonalColumn } from "./data-refresh/columns";
export type { CommandMasking, GreenmaskMasking, Masking } from "./data-refresh/masking";
export { GREENMASK_TRANSFORMERS } from "./data-refresh/greenmask";
export type {
    GreenmaskConfiguration,
    GreenmaskCustomTransformer,
    GreenmaskParameter,
    GreenmaskTable,
    GreenmaskTransformer,
} from "./data-refresh/greenmask";
