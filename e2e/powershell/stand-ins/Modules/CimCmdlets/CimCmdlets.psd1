@{
ModuleVersion = '1.0.0.0'
RequiredAssemblies = '../../Microsoft.Web.Administration.dll'
RootModule = 'CimCmdlets.psm1'
FunctionsToExport = 'Get-CimInstance'
AliasesToExport = @()
CmdletsToExport = @()
}
