@{
ModuleVersion = '1.1.0.0'
NestedModules = '../../Microsoft.Web.Administration.dll'
FunctionsToExport = @()
AliasesToExport = @()
CmdletsToExport = 'Get-IISServerManager', 'Reset-IISServerManager', 'Start-IISCommitDelay', 'Stop-IISCommitDelay', 'Get-IISConfigSection', 'Get-IISConfigElement', 'Get-IISConfigCollection', 'Get-IISConfigCollectionElement', 'Get-IISConfigAttributeValue', 'Clear-IISConfigCollection', 'Remove-IISConfigElement', 'Set-IISConfigAttributeValue', 'Remove-IISConfigAttribute', 'New-IISConfigCollectionElement', 'Remove-IISConfigCollectionElement'
}
