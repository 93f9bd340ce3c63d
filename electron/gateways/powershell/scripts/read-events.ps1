# What WAS wrote down: recycles, crashes, rapid-fail protection. By id, never by text.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
$failures = [System.Collections.Generic.List[object]]::new()
$events = [System.Collections.Generic.List[object]]::new()
# 5002 rapid-fail; 5009 to 5013 worker process died or hung; 5074 to 5081, 5117, 5186 recycles and idle shutdown.
$ids = @(5002, 5009, 5010, 5011, 5012, 5013, 5021, 5057, 5059, 5074, 5075, 5076, 5077, 5078, 5079, 5080, 5081, 5117, 5186)
try {
  # A query holds some twenty conditions and no more: two halves.
  $since = [System.DateTime]::Now.AddHours(-1 * $In.sinceHours)
  $filter = foreach ($half in @($ids[0..9]), @($ids[10..18])) { @{ LogName = 'System'; ProviderName = 'Microsoft-Windows-WAS'; Id = $half; StartTime = $since } }
  $found = @()
  try {
    $found = @(Get-WinEvent -FilterHashtable $filter -MaxEvents $In.limit)
  } catch {
    # No event is an answer; that nobody may look is none.
    if ($_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound,*') { throw }
  }
  foreach ($entry in $found) {
    $pool = $null
    # By its name in the event's data where that can be read, else the first text.
    try {
      $xml = [System.Xml.XmlDocument]::new()
      $xml.XmlResolver = $null
      $xml.LoadXml($entry.ToXml())
      $node = $xml.SelectSingleNode("//*[local-name()='Data' and @Name='AppPoolID']")
      if ($null -ne $node) { $pool = [string] $node.InnerText }
    } catch { $pool = $null }
    if ($null -eq $pool) { foreach ($property in @($entry.Properties)) { if ($null -eq $pool -and $property.Value -is [string]) { $pool = [string] $property.Value } } }
    $events.Add([pscustomobject] @{ id = [int] $entry.Id; at = $entry.TimeCreated.ToUniversalTime().ToString('o'); provider = [string] $entry.ProviderName; pool = $pool })
  }
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'events' -ErrorRecord $_))
}
Write-SwbDone -Value ([pscustomobject] @{ events = @($events); failures = @($failures) })
