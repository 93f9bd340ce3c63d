@{
ModuleVersion = '1.0.0.0'
RequiredAssemblies = '../../Microsoft.Web.Administration.dll'
RootModule = 'WindowsBox.psm1'
FunctionsToExport = 'Get-Service', 'Get-WinEvent'
AliasesToExport = @()
CmdletsToExport = @()
}
