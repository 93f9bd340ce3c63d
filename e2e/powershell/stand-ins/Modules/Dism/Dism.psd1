@{
ModuleVersion = '1.0.0.0'
RequiredAssemblies = '../../Microsoft.Web.Administration.dll'
RootModule = 'Dism.psm1'
FunctionsToExport = 'Get-WindowsOptionalFeature', 'Enable-WindowsOptionalFeature', 'Disable-WindowsOptionalFeature'
AliasesToExport = @()
CmdletsToExport = @()
}
