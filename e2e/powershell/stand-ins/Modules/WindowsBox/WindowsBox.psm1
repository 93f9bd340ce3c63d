# Cmdlets that PowerShell has on Windows only.
function Read-Json {
  param($Name)
  $file = Join-Path -Path $env:windir -ChildPath $Name
  if (Test-Path -LiteralPath $file) { ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($file)) }
}

function Get-Service {
  [CmdletBinding(PositionalBinding = $false)]
  param([Parameter(Position = 0)] [string[]] $Name, [string[]] $ComputerName, [switch] $DependentServices, [switch] $RequiredServices, [string[]] $Include, [string[]] $Exclude)
  $known = @{ W3SVC = 'Running'; WAS = 'Running'; HTTP = 'Running' }
  $said = Read-Json -Name 'services.json'
  if ($null -ne $said) { foreach ($property in $said.PSObject.Properties) { $known[$property.Name] = $property.Value } }
  foreach ($one in $Name) {
    if ($known[$one]) { [pscustomobject] @{ Name = $one; Status = $known[$one] }; continue }
    $exception = [System.InvalidOperationException]::new("Cannot find any service with service name '$one'.")
    $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'NoServiceFoundForGivenName', 'ObjectNotFound', $one))
  }
}

# events.json: [{ id, at, pool }], all of them of the System log and of WAS.
function Get-WinEvent {
  [CmdletBinding(PositionalBinding = $false)]
  param([Parameter(Mandatory, Position = 0)] [hashtable[]] $FilterHashtable, [long] $MaxEvents, [string] $ComputerName, [pscredential] $Credential, [switch] $Force, [switch] $Oldest)
  if ((Read-Json -Name 'faults.json').events -eq 'denied') { throw [System.UnauthorizedAccessException]::new('Attempted to perform an unauthorized operation.') }
  # Of the real one's limits: some twenty conditions in one query.
  foreach ($filter in $FilterHashtable) { if (@($filter['Id']).Count -gt 20) { throw [System.Exception]::new('The specified query is invalid') } }
  $found = @(foreach ($entry in @(Read-Json -Name 'events.json')) {
    if ($null -eq $entry) { continue }
    $at = ([datetime] $entry.at).ToLocalTime()
    foreach ($filter in $FilterHashtable) {
      foreach ($key in $filter.Keys) { if ($key -notin 'LogName', 'ProviderName', 'Id', 'StartTime', 'EndTime', 'Level', 'Data', 'Keywords', 'Path', 'UserID') { throw [System.Exception]::new('The parameter is incorrect') } }
      if ($filter['LogName'] -and 'System' -notin $filter['LogName']) { continue }
      if ($filter['ProviderName'] -and 'Microsoft-Windows-WAS' -notin $filter['ProviderName']) { continue }
      if ($filter['Id'] -and $entry.id -notin $filter['Id']) { continue }
      if ($filter['StartTime'] -and $at -lt $filter['StartTime']) { continue }
      [pscustomobject] @{ Id = [int] $entry.id; TimeCreated = $at; ProviderName = 'Microsoft-Windows-WAS'; LogName = 'System'; Properties = @([pscustomobject] @{ Value = $entry.pool }) }
      break
    }
  })
  if ($found.Count -eq 0) {
    $exception = [System.Exception]::new('No events were found that match the specified selection criteria.')
    $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'NoMatchingEventsFound', 'ObjectNotFound', $null))
    return
  }
  $count = $found.Count
  if ($MaxEvents -gt 0 -and $MaxEvents -lt $count) { $count = $MaxEvents }
  $found[0..($count - 1)]
}
