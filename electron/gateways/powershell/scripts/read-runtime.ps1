# States, worker processes and counters, in one trip.
param([string] $Json)
Open-SwbIis
$failures = [System.Collections.Generic.List[object]]::new()
$services = [ordered] @{}
foreach ($name in @('W3SVC', 'WAS')) {
  $status = $null
  try { $status = [string] (Get-Service -Name $name).Status } catch { $status = $null }
  $services[$name] = $status
}
# HTTP.sys is a driver: Get-Service of 5.1 lists none.
$services['HTTP'] = $null
try {
  $driver = @(Get-CimInstance -ClassName 'Win32_SystemDriver' -Filter "Name='HTTP'")
  if ($driver.Count -gt 0) { $services['HTTP'] = [string] $driver[0].State }
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'http-service' -ErrorRecord $_))
}
# Whoever changes the configuration changes this: then it is read again.
$stamp = ''
try {
  $file = [System.IO.FileInfo]::new((Get-SwbConfiguration).Path)
  $stamp = $file.LastWriteTimeUtc.ToString('o') + '/' + $file.Length
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'configuration' -ErrorRecord $_))
}
$manager = Get-SwbManager
$known = @('Starting', 'Started', 'Stopping', 'Stopped')
$sites = [System.Collections.Generic.List[object]]::new()
# PowerShell takes a getter that throws for $null; asked through its type the reason stays.
$get = {
  param([object] $Object, [string] $Property)
  , $Object.GetType().GetProperty($Property).GetValue($Object, $null)
}
foreach ($site in $manager.Sites) {
  # Site.State throws on a site without an http binding (0x800710D8): that one is unknown, the rest stands.
  $state = 'Unknown'
  $reason = $null
  try { $state = [string] (& $get -Object $site -Property 'State') } catch { $reason = (ConvertTo-SwbError -ErrorRecord $_).errors[-1].hresult }
  if ($known -notcontains $state) { $state = 'Unknown' }
  $sites.Add([pscustomobject] @{ name = [string] $site.Name; id = [long] $site.Id; state = $state; error = $reason })
}
$pools = [System.Collections.Generic.List[object]]::new()
foreach ($pool in $manager.ApplicationPools) {
  $state = 'Unknown'
  $reason = $null
  $workers = [System.Collections.Generic.List[object]]::new()
  try {
    $state = [string] (& $get -Object $pool -Property 'State')
    foreach ($worker in (& $get -Object $pool -Property 'WorkerProcesses')) {
      $started = $null
      try { $started = (Get-Process -Id $worker.ProcessId).StartTime.ToUniversalTime().ToString('o') } catch { $started = $null }
      $workers.Add([pscustomobject] @{ pid = [long] $worker.ProcessId; started = $started })
    }
  } catch {
    $reason = (ConvertTo-SwbError -ErrorRecord $_).errors[-1].hresult
  }
  if ($known -notcontains $state) { $state = 'Unknown' }
  $pools.Add([pscustomobject] @{ name = [string] $pool.Name; state = $state; error = $reason; workers = @($workers) })
}
# By CIM: the names of these classes and properties do not change with the display language. A counter that a class does
# not have is not 0.
$read = {
  param([object] $Row, [string] $Counter)
  if ($null -eq $Row.$Counter) { throw "The performance class has no $Counter." }
  [long] $Row.$Counter
}
$counters = $null
try {
  $bySite = @(Get-CimInstance -ClassName 'Win32_PerfRawData_W3SVC_WebService' | ForEach-Object -Process {
    [pscustomobject] @{ name = [string] $_.Name; currentConnections = (& $read -Row $_ -Counter 'CurrentConnections'); attempts = (& $read -Row $_ -Counter 'TotalConnectionAttemptsAllInstances') }
  })
  $byWorker = @(Get-CimInstance -ClassName 'Win32_PerfRawData_W3SVCW3WPCounterProvider_W3SVCW3WP' | Where-Object -FilterScript { $_.Name -ne '_Total' } | ForEach-Object -Process {
    [pscustomobject] @{
      name = [string] $_.Name; sockets = (& $read -Row $_ -Counter 'WebSocketActiveRequests'); socketAttempts = (& $read -Row $_ -Counter 'WebSocketConnectionAttemptsPerSec')
      socketsAccepted = (& $read -Row $_ -Counter 'WebSocketConnectionsAcceptedPerSec'); socketsRejected = (& $read -Row $_ -Counter 'WebSocketConnectionsRejectedPerSec')
      activeRequests = (& $read -Row $_ -Counter 'ActiveRequests')
    }
  })
  $byQueue = @(Get-CimInstance -ClassName 'Win32_PerfRawData_Counters_HTTPServiceRequestQueues' | ForEach-Object -Process {
    [pscustomobject] @{ name = [string] $_.Name; size = (& $read -Row $_ -Counter 'CurrentQueueSize'); rejected = (& $read -Row $_ -Counter 'RejectedRequests') }
  })
  $byPool = @(Get-CimInstance -ClassName 'Win32_PerfRawData_APPPOOLCountersProvider_APPPOOLWAS' | ForEach-Object -Process {
    [pscustomobject] @{ name = [string] $_.Name; recycles = (& $read -Row $_ -Counter 'TotalApplicationPoolRecycles'); workers = (& $read -Row $_ -Counter 'CurrentWorkerProcesses'); state = (& $read -Row $_ -Counter 'CurrentApplicationPoolState') }
  })
  $counters = [pscustomobject] @{ sites = $bySite; workers = $byWorker; queues = $byQueue; pools = $byPool }
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'counters' -ErrorRecord $_))
}
Write-SwbDone -Value ([pscustomobject] @{
  services = $services; sites = @($sites); pools = @($pools); counters = $counters
  configStamp = $stamp
  at = [System.DateTime]::UtcNow.ToString('o'); failures = @($failures)
})
