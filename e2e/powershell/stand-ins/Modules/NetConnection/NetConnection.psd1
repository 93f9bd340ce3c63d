@{
ModuleVersion = '1.0.0.0'
RootModule = 'NetConnection.psm1'
FunctionsToExport = 'Get-NetConnectionProfile'
AliasesToExport = @()
CmdletsToExport = @()
}
