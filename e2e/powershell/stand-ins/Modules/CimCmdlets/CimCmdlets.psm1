# The few classes that are read; performance counters are the practice server's published state.
function Get-CimInstance {
  [CmdletBinding()]
  param([Parameter(Position = 0, Mandatory)] [string] $ClassName, [string] $Namespace, [string] $Filter, [string[]] $Property)
  Import-Module -Name 'IISAdministration'
  if ($ClassName -eq 'Win32_SystemDriver') { return [pscustomobject] @{ Name = 'HTTP'; State = 'Running' } }
  if ($ClassName -eq 'Win32_OperatingSystem') {
    if ([Microsoft.Web.Administration.Box]::FaultOf('wmi') -eq 'missing') { throw [System.Exception]::new('Invalid class ') }
    $type = 3
    if ($env:SWITCHBOARD_STANDIN_CLIENT) { $type = 1 }
    return [pscustomobject] @{ Caption = 'Microsoft Windows Server 2019 Standard'; Version = '10.0.17763'; ProductType = $type }
  }
  if ([Microsoft.Web.Administration.Box]::FaultOf('counters') -eq 'missing') { throw [System.Exception]::new('Invalid class ') }
  $state = ConvertFrom-Json -InputObject ([Microsoft.Web.Administration.Box]::StateJson())
  if ($ClassName -eq 'Win32_PerfRawData_W3SVC_WebService') {
    foreach ($site in @($state.sites)) { if ($null -ne $site) { [pscustomobject] @{ Name = $site.name; CurrentConnections = [uint32] $site.connections; TotalConnectionAttemptsAllInstances = [uint32] 0 } } }
  } elseif ($ClassName -eq 'Win32_PerfRawData_W3SVCW3WPCounterProvider_W3SVCW3WP') {
    $manager = [Microsoft.Web.Administration.ServerManager]::new()
    foreach ($pool in @($state.pools)) {
      if ($null -eq $pool -or $pool.state -ne 'Started') { continue }
      $worker = @($manager.ApplicationPools[$pool.name].WorkerProcesses)[0]
      $row = [ordered] @{ Name = "$($worker.ProcessId)_$($pool.name)"; WebSocketActiveRequests = [uint32] $pool.sockets; ActiveRequests = [uint32] $pool.sockets }
      foreach ($rate in 'Attempts', 'sAccepted', 'sRejected') { $row["WebSocketConnection$($rate)PerSec"] = [uint32] 0 }
      if ([Microsoft.Web.Administration.Box]::FaultOf('counters') -eq 'older') { $row.Remove('WebSocketActiveRequests') }
      [pscustomobject] $row
    }
  } elseif ($ClassName -eq 'Win32_PerfRawData_Counters_HTTPServiceRequestQueues') {
    foreach ($pool in @($state.pools)) { if ($null -ne $pool) { [pscustomobject] @{ Name = $pool.name; CurrentQueueSize = [uint32] 0; RejectedRequests = [uint64] 0 } } }
  } elseif ($ClassName -eq 'Win32_PerfRawData_APPPOOLCountersProvider_APPPOOLWAS') {
    foreach ($pool in @($state.pools)) { if ($null -ne $pool) { [pscustomobject] @{ Name = $pool.name; TotalApplicationPoolRecycles = [uint32] $pool.recycles; CurrentWorkerProcesses = [uint32] 1; CurrentApplicationPoolState = [uint32] 3 } } }
  } else {
    throw [System.Exception]::new('Invalid class ')
  }
}
