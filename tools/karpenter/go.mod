module stagewright.example/tools/karpenter

go 1.24

require github.com/aws/karpenter-provider-aws v1.14.1
