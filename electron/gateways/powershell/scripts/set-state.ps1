# Starts, stops or recycles one site or application pool, and waits until its state shows it.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
Open-SwbIis
$manager = Get-SwbManager
if ($In.kind -like '*-site') { $object = $manager.Sites[$In.name] } else { $object = $manager.ApplicationPools[$In.name] }
if ($null -eq $object) { Stop-Swb -Code 'not-found' -Message 'IIS has no object of that name any more; nothing was done.' -Fix 'Read the server again.' }
$before = [string] $object.State
if ($In.kind -eq 'recycle-pool' -and $before -eq 'Stopped') {
  Stop-Swb -Code 'action-refused' -Message 'The application pool is stopped, so there is nothing to recycle.' -Fix 'Start it instead.'
}
Write-SwbCommit
$wanted = 'Started'
if ($In.kind -like 'start-*') { if ($before -ne 'Started') { $null = $object.Start() } }
if ($In.kind -like 'stop-*') { $wanted = 'Stopped'; if ($before -ne 'Stopped') { $null = $object.Stop() } }
if ($In.kind -eq 'recycle-pool') { $null = $object.Recycle() }
$state = ''
for ($try = 0; $try -lt 60; $try++) {
  Reset-IISServerManager -Confirm:$false
  $manager = Get-SwbManager
  if ($In.kind -like '*-site') { $object = $manager.Sites[$In.name] } else { $object = $manager.ApplicationPools[$In.name] }
  $state = [string] $object.State
  if ($state -eq $wanted) { break }
  Start-Sleep -Milliseconds 250
}
if ($state -ne $wanted) {
  Stop-Swb -Code 'action-refused' -Message "IIS took the order, but after 15 s the state is $state." -Fix 'Look at the event log of the server.'
}
Write-SwbDone -Value ([pscustomobject] @{ state = $state })
