# Every figure that moves, in one trip and as cheap as it is to be had: performance counters by CIM, whose names do not
# change with the display language. IIS's own objects are asked for ARR's counters only, and only where there is a farm.
# Rows go as arrays in one JSON text, so that the time to write them is part of what the reading took.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$failures = [System.Collections.Generic.List[object]]::new()
# One class; $null where it can't be read. A counter that a class does not have is an error, not 0.
$class = {
  param([string] $Part, [string] $Name, [string[]] $Counters)
  try {
    $rows = [System.Collections.Generic.List[object]]::new()
    foreach ($row in @(Get-CimInstance -ClassName $Name -Property (@('Name') + $Counters))) {
      if ($row.Name -eq '_Total') { continue }
      $values = [System.Collections.Generic.List[object]]::new()
      $values.Add([string] $row.Name)
      foreach ($counter in $Counters) {
        if ($null -eq $row.$counter) { throw "The performance class has no $counter." }
        $values.Add([long] $row.$counter)
      }
      $rows.Add(@($values))
    }
    , @($rows)
  } catch {
    $failures.Add((ConvertTo-SwbFailure -Part $Part -ErrorRecord $_))
    $null
  }
}
$sites = & $class -Part 'sites' -Name 'Win32_PerfRawData_W3SVC_WebService' -Counters @('CurrentConnections')
$workers = & $class -Part 'workers' -Name 'Win32_PerfRawData_W3SVCW3WPCounterProvider_W3SVCW3WP' -Counters @('WebSocketActiveRequests', 'ActiveRequests', 'WebSocketConnectionsAcceptedPerSec')
$queues = & $class -Part 'queues' -Name 'Win32_PerfRawData_Counters_HTTPServiceRequestQueues' -Counters @('CurrentQueueSize', 'RejectedRequests')
$pools = & $class -Part 'pools' -Name 'Win32_PerfRawData_APPPOOLCountersProvider_APPPOOLWAS' -Counters @('TotalApplicationPoolRecycles', 'CurrentApplicationPoolState')
# ARR's own, by server of a farm (arr_schema.xml: webFarm/server/applicationRequestRouting/counters).
$farms = [System.Collections.Generic.List[object]]::new()
if ($In.farms) {
  try {
    Open-SwbIis
    $known = Get-IISConfigCollection -ConfigElement (Get-IISConfigSection -SectionPath 'webFarms')
    foreach ($farm in $known) {
      foreach ($server in (Get-IISConfigCollection -ConfigElement $farm)) {
        $routing = Get-IISConfigElement -ConfigElement $server -ChildElementName 'applicationRequestRouting'
        $counted = Get-IISConfigElement -ConfigElement $routing -ChildElementName 'counters'
        $farms.Add(@(
          [string] $farm.GetAttributeValue('name'), [string] $server.GetAttributeValue('address'), [string] $counted.GetAttributeValue('state')
          [long] $counted.GetAttributeValue('currentRequests'), [long] $counted.GetAttributeValue('currentWebSocketRequests')
          [long] $counted.GetAttributeValue('totalWebSocketRequests'), [long] $counted.GetAttributeValue('failedWebSocketRequests')
        ))
      }
    }
  } catch {
    $failures.Add((ConvertTo-SwbFailure -Part 'farms' -ErrorRecord $_))
  }
}
$rows = ConvertTo-Json -Compress -Depth 4 -InputObject ([pscustomobject] @{ sites = $sites; workers = $workers; queues = $queues; pools = $pools; farms = @($farms) })
Write-SwbDone -Value ([pscustomobject] @{
  at = [System.DateTime]::UtcNow.ToString('o'); rows = $rows; tookMs = $watch.Elapsed.TotalMilliseconds; failures = @($failures)
})
