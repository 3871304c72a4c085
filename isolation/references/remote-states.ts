import { address, arn, bucket } from "../data/namings";
import type { Pointing } from "../data/pointing";

/** The state of another tool that is read for its outputs. */
export const REMOTE_STATES: Pointing = {
    kind: "remote-state",
    consequences: [{ direction: "out", access: "read", says: "reads a state that lies in" }],
    change: "Read a state of this environment, or hand the value over as configuration.",
    places: {
        "terraform:state:RemoteStateReference": {
            address,
            bucket,
            hostname: address,
            roleArn: arn,
            "assumeRole.roleArn": arn,
        },
    },
};
