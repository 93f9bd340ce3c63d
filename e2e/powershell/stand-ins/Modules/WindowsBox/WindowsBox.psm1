# Cmdlets that PowerShell has on Windows only.
function Get-Service {
  [CmdletBinding()]
  param([Parameter(Position = 0)] [string[]] $Name)
  foreach ($one in $Name) { [pscustomobject] @{ Name = $one; Status = 'Running' } }
}
function Get-WinEvent {
  [CmdletBinding()]
  param([hashtable[]] $FilterHashtable, [long] $MaxEvents)
  Import-Module -Name 'IISAdministration'
  if ([Microsoft.Web.Administration.Box]::FaultOf('events') -eq 'denied') { throw [System.UnauthorizedAccessException]::new('Attempted to perform an unauthorized operation.') }
  # Of the real one's limits: some twenty conditions in one query.
  foreach ($query in $FilterHashtable) { if (@($query.Id).Count -gt 20) { throw [System.Exception]::new('The specified query is invalid') } }
  $file = Join-Path -Path $env:windir -ChildPath 'events.json'
  if (-not (Test-Path -LiteralPath $file)) { 
    $reason = [System.Exception]::new('No events were found that match the specified selection criteria.')
    $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($reason, 'NoMatchingEventsFound', 'ObjectNotFound', $null))
    return
  }
  foreach ($entry in @(ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file)))) {
    [pscustomobject] @{ Id = $entry.id; TimeCreated = [datetime] $entry.at; ProviderName = 'Microsoft-Windows-WAS'; Properties = @([pscustomobject] @{ Value = $entry.pool }) }
  }
}
