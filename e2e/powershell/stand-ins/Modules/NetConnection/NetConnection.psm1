function Get-NetConnectionProfile {
  [CmdletBinding()]
  param()
  Import-Module -Name 'IISAdministration'
  if ([Microsoft.Web.Administration.Box]::FaultOf('connection') -eq 'denied') { throw [System.UnauthorizedAccessException]::new('Access is denied.') }
  [pscustomobject] @{ Name = 'Network'; InterfaceAlias = 'Ethernet'; NetworkCategory = 'DomainAuthenticated' }
}
