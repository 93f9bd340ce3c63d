@{
ModuleVersion = '1.0.0.0'
RequiredAssemblies = '../../Microsoft.Web.Administration.dll'
RootModule = 'NetConnection.psm1'
FunctionsToExport = 'Get-NetConnectionProfile'
AliasesToExport = @()
CmdletsToExport = @()
}
