module stagewright.example/tools/keda

go 1.24

require github.com/kedacore/keda/v2 v2.21.0
