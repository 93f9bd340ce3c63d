# Cmdlets that PowerShell has on Windows only.
function Get-Service {
  [CmdletBinding()]
  param([Parameter(Position = 0)] [string[]] $Name)
  foreach ($one in $Name) { [pscustomobject] @{ Name = $one; Status = 'Running' } }
}
function Get-WinEvent {
  [CmdletBinding()]
  param([hashtable[]] $FilterHashtable, [long] $MaxEvents)
  $file = Join-Path -Path $env:windir -ChildPath 'events.json'
  if (-not (Test-Path -LiteralPath $file)) {
    # As the real one: no terminating error, so that -ErrorAction decides.
    Write-Error -Message 'No events were found that match the specified selection criteria.' -ErrorId 'NoMatchingEventsFound' -Category 'ObjectNotFound'
    return
  }
  foreach ($entry in @(ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file)))) {
    [pscustomobject] @{ Id = $entry.id; TimeCreated = [datetime] $entry.at; ProviderName = 'Microsoft-Windows-WAS'; Properties = @([pscustomobject] @{ Value = $entry.pool }) }
  }
}
