# The open requests of one pool or of all, capped, and how many WebSockets each worker process counts at the moment.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
Open-SwbIis
$failures = [System.Collections.Generic.List[object]]::new()
# Without the request monitor GetRequests is empty, which is not the same as none.
$modules = Get-IISConfigCollection -ConfigElement (Get-IISConfigSection -SectionPath 'system.webServer/globalModules')
$monitored = $null -ne (Get-IISConfigCollectionElement -ConfigCollection $modules -ConfigAttribute @{ name = 'RequestMonitorModule' })
$rows = [System.Collections.Generic.List[object]]::new()
$workers = [System.Collections.Generic.List[object]]::new()
$total = 0
if ($monitored) {
  $sockets = @{}
  try {
    foreach ($row in @(Get-CimInstance -ClassName 'Win32_PerfRawData_W3SVCW3WPCounterProvider_W3SVCW3WP' -Property @('Name', 'WebSocketActiveRequests'))) {
      $sockets[([string] $row.Name).Split('_')[0]] = $row.WebSocketActiveRequests
    }
  } catch {
    $failures.Add((ConvertTo-SwbFailure -Part 'workers' -ErrorRecord $_))
  }
  $manager = Get-SwbManager
  foreach ($pool in $manager.ApplicationPools) {
    if ($null -ne $In.pool -and $pool.Name -ne $In.pool) { continue }
    try {
      # By its type: PowerShell takes a getter that throws for $null.
      foreach ($worker in $pool.GetType().GetProperty('WorkerProcesses').GetValue($pool, $null)) {
        $gets = 0
        foreach ($request in $worker.GetRequests(0)) {
          if ($request.Verb -eq 'GET') { $gets++ }
          if ($null -ne $In.site -and $request.SiteId -ne $In.site) { continue }
          $total++
          if ($rows.Count -ge $In.limit) { continue }
          # A query, a parameter of a path or a fragment may hold a token: they stay on the server.
          $url = ([string] $request.Url).Split([char[]] '?;#')[0]
          $rows.Add([pscustomobject] @{
            pid = [long] $worker.ProcessId; pool = [string] $pool.Name; site = [long] $request.SiteId; url = $url
            verb = [string] $request.Verb; client = [string] $request.ClientIPAddr; elapsedMs = [long] $request.TimeElapsed
            module = [string] $request.CurrentModule
          })
        }
        $counted = $sockets[[string] $worker.ProcessId]
        if ($null -ne $counted) { $counted = [long] $counted }
        $workers.Add([pscustomobject] @{ pid = [long] $worker.ProcessId; gets = $gets; sockets = $counted })
      }
    } catch {
      $failures.Add((ConvertTo-SwbFailure -Part 'requests' -ErrorRecord $_))
    }
  }
}
Write-SwbDone -Value ([pscustomobject] @{
  at = [System.DateTime]::UtcNow.ToString('o'); monitored = $monitored; rows = @($rows); workers = @($workers); total = $total
  failures = @($failures)
})
