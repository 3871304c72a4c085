import tseslint from "typescript-eslint";

const COMPONENT = "ClassDeclaration[superClass.property.name='ComponentResource']";

/** What may import what; every pair that is not listed is a build failure (docs/architecture.md, "Import arrows"). */
const ARROWS = {
    plan: [],
    aws: ["plan"],
    hours: [],
    components: ["hours"],
    parity: ["plan", "aws"],
    isolation: ["plan", "aws"],
    secrets: ["plan", "aws"],
    schedule: ["plan", "aws", "hours"],
    program: ["components", "hours"],
    engine: ["plan"],
    "policy-pack": ["plan", "aws", "parity", "isolation", "secrets", "hours", "schedule"],
    cli: ["plan", "aws", "engine", "parity", "isolation", "secrets", "hours", "schedule", "policy-pack"],
    tests: [
        ...["plan", "aws", "engine", "parity", "isolation", "secrets", "hours", "schedule", "policy-pack"],
        ...["components", "program", "cli", "bench", "tools"],
    ],
    tools: [],
    bench: [
        "plan",
        "aws",
        "engine",
        "parity",
        "isolation",
        "secrets",
        "hours",
        "schedule",
        "policy-pack",
        "components",
        "program",
        "cli",
        "tests",
    ],
};

export default tseslint.config(
    // Examples are projects of their own, which import the compiled package; their types are checked by tests/examples.
    { ignores: ["dist", "examples", ".bench", ".mutation", "coverage", "node_modules", "tests/fixtures"] },
    {
        files: ["**/*.ts"],
        extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            "@typescript-eslint/strict-boolean-expressions": "error",
            "@typescript-eslint/no-misused-promises": "error",
            "@typescript-eslint/prefer-nullish-coalescing": "error",
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
            "@typescript-eslint/no-explicit-any": "error",
            "@typescript-eslint/switch-exhaustiveness-check": "error",
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            // A name in quotes says that it comes from outside: a provider's property, a key of a file.
            "@typescript-eslint/dot-notation": "off",
            // Verdicts, readings and options are read by name; a class without state is how Pulumi spells a component.
            "@typescript-eslint/no-extraneous-class": "off",
            "no-restricted-syntax": [
                "error",
                {
                    selector:
                        "CallExpression[callee.property.name='apply'] NewExpression[callee.type='MemberExpression']",
                    message: "resource created inside apply",
                },
                {
                    selector: "NewExpression[callee.object.name='pulumi'][callee.property.name='Config']",
                    message: "config read outside program/config.ts",
                },
            ],
        },
    },
    {
        files: ["components/**/*.ts"],
        rules: {
            "no-restricted-syntax": [
                "error",
                {
                    selector:
                        "CallExpression[callee.property.name='apply'] NewExpression[callee.type='MemberExpression']",
                    message: "resource created inside apply",
                },
                {
                    selector: `${COMPONENT} NewExpression[callee.type='MemberExpression'][callee.object.name!='pulumi'][arguments.length<3]`,
                    message: "child without options, so without a parent",
                },
                {
                    selector: `${COMPONENT} NewExpression[callee.type='MemberExpression'][arguments.0.type='Literal']`,
                    message: "child name does not start with the component's name",
                },
                {
                    selector: `${COMPONENT}:not(:has(CallExpression[callee.property.name='registerOutputs'][arguments.length=1]))`,
                    message: "component registers no outputs",
                },
                {
                    selector: "NewExpression[callee.object.name='pulumi'][callee.property.name='Config']",
                    message: "config read outside program/config.ts",
                },
            ],
        },
    },
    { files: ["program/config.ts"], rules: { "no-restricted-syntax": "off" } },
    {
        files: ["tests/**/*.ts"],
        rules: {
            // `assert` narrows; a test that reads a missing element fails, which is its purpose.
            "@typescript-eslint/no-non-null-assertion": "off",
        },
    },
    ...Object.entries(ARROWS).flatMap(([folder, mayImport]) => {
        const refused = Object.keys(ARROWS).filter(other => other !== folder && !mayImport.includes(other));
        if (refused.length === 0) return [];
        const group = refused.map(other => `**/${other}/**`);
        const message = `${folder}/ may import only ${["itself", ...mayImport.map(name => `${name}/`)].join(", ")}`;
        return [
            {
                files: [`${folder}/**/*.ts`],
                rules: { "no-restricted-imports": ["error", { patterns: [{ group, message }] }] },
            },
        ];
    }),
);
