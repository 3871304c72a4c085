import type {
    AnalyzerProviderResource,
    AnalyzerResource,
    AnalyzerResourceOptions,
    AnalyzeRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { PlannedProvider } from "../../plan/plan";
import type { PropertyMap } from "../../plan/value";
import { decodeProperties } from "../../plan/wire";
import { providerOf, type ShownResource } from "../pulumi/analyzer-plan";

/** A resource as the engine sends it before it is created. */
export function sentAlone(request: AnalyzeRequest): ShownResource {
    return {
        ...common(request),
        parent: given(request.getOptions()?.getParent()),
        dependencies: [],
        propertyDependencies: {},
    };
}

/** A resource as the engine sends it among all of the stack. */
export function sentTogether(resource: AnalyzerResource): ShownResource {
    return {
        ...common(resource),
        parent: given(resource.getParent()) ?? given(resource.getOptions()?.getParent()),
        dependencies: resource.getDependenciesList(),
        propertyDependencies: Object.fromEntries(
            resource
                .getPropertydependenciesMap()
                .getEntryList()
                .map(([input]) => [input, resource.getPropertydependenciesMap().get(input)?.getUrnsList() ?? []]),
        ),
    };
}

function common(sent: AnalyzeRequest | AnalyzerResource) {
    return {
        urn: sent.getUrn(),
        type: sent.getType(),
        name: sent.getName(),
        properties: propertiesOf(sent),
        provider: sentProvider(sent.getProvider()),
        options: optionsOf(sent.getOptions()),
    };
}

function propertiesOf(sent: AnalyzeRequest | AnalyzerResource | AnalyzerProviderResource): PropertyMap {
    return decodeProperties(sent.getProperties()?.toJavaScript());
}

function sentProvider(provider: AnalyzerProviderResource | undefined): PlannedProvider | undefined {
    return provider === undefined
        ? undefined
        : providerOf(provider.getUrn(), provider.getName(), propertiesOf(provider));
}

function optionsOf(options: AnalyzerResourceOptions | undefined): ShownResource["options"] {
    return options === undefined
        ? { ignoreChanges: undefined }
        : {
              additionalSecretOutputs: options.getAdditionalsecretoutputsList(),
              aliases: options.getAliasesList(),
              deleteBeforeReplace: options.getDeletebeforereplacedefined()
                  ? options.getDeletebeforereplace()
                  : undefined,
              ignoreChanges: options.getIgnorechangesList(),
              protect: options.getProtect(),
          };
}

/** A text of a message that is not set is empty. */
function given(text: string | undefined): string | undefined {
    return text === "" ? undefined : text;
}
