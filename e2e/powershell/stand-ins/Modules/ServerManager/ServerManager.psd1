@{
ModuleVersion = '1.0.0.0'
RequiredAssemblies = '../../Microsoft.Web.Administration.dll'
RootModule = 'ServerManager.psm1'
FunctionsToExport = 'Get-WindowsFeature', 'Install-WindowsFeature', 'Uninstall-WindowsFeature'
AliasesToExport = @()
CmdletsToExport = @()
}
