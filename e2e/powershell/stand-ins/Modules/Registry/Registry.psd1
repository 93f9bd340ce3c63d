@{
ModuleVersion = '1.0.0.0'
NestedModules = '../../Microsoft.Web.Administration.dll'
FunctionsToExport = @()
AliasesToExport = @()
CmdletsToExport = @()
}
