function Get-NetConnectionProfile {
  [CmdletBinding()]
  param()
  [pscustomobject] @{ Name = 'Network'; InterfaceAlias = 'Ethernet'; NetworkCategory = 'DomainAuthenticated' }
}
