@{
ModuleVersion = '1.0.0.0'
RootModule = 'NetSecurity.psm1'
FunctionsToExport = 'Get-NetFirewallRule', 'Get-NetFirewallPortFilter', 'Get-NetFirewallProfile', 'New-NetFirewallRule', 'Remove-NetFirewallRule'
AliasesToExport = @()
CmdletsToExport = @()
}
