@{
ModuleVersion = '1.0.0.0'
RequiredAssemblies = '../../Microsoft.Web.Administration.dll'
RootModule = 'NetSecurity.psm1'
FunctionsToExport = 'Get-NetFirewallRule', 'Get-NetFirewallPortFilter', 'Get-NetFirewallProfile', 'New-NetFirewallRule', 'Remove-NetFirewallRule'
AliasesToExport = @()
CmdletsToExport = @()
}
