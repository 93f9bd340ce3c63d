# The few classes that are read; performance counters are the practice server's published state, or state.json's.
# Nothing loads a drive by its name, so the registry comes with the first question to Windows.
Import-Module -Name 'Registry' -Global

function Get-Counted {
  param($Value)
  if ($null -eq $Value) { return [uint32] 0 }
  [uint32] $Value
}

function Get-CimInstance {
  [CmdletBinding(DefaultParameterSetName = 'ClassNameComputerSet', PositionalBinding = $false)]
  param(
    [Parameter(Mandatory, Position = 0)] [string] $ClassName, [string[]] $ComputerName, [switch] $KeyOnly, [string] $Namespace,
    [uint32] $OperationTimeoutSec, [string] $QueryDialect, [switch] $Shallow, [string] $Filter, [string[]] $Property
  )
  if ($ClassName -eq 'Win32_SystemDriver') {
    if ($Filter -eq "Name='HTTP'") { [pscustomobject] @{ Name = 'HTTP'; State = 'Running' } }
    return
  }
  if ($ClassName -eq 'Win32_OperatingSystem' -and [Microsoft.Web.Administration.Box]::FaultOf('wmi') -ne 'missing') {
    $type = 3
    $caption = 'Microsoft Windows Server 2019 Standard'
    if ($env:SWITCHBOARD_STANDIN_CLIENT) { $type = 1; $caption = 'Microsoft Windows 10 Pro' }
    return [pscustomobject] @{ Caption = $caption; Version = '10.0.17763'; ProductType = [uint32] $type }
  }
  $rows = $null
  if ([Microsoft.Web.Administration.Box]::FaultOf('counters') -ne 'missing') {
    $state = ConvertFrom-Json -InputObject ([Microsoft.Web.Administration.Box]::StateJson())
    $sites = @($state.sites | Where-Object -FilterScript { $null -ne $_ })
    $pools = @($state.pools | Where-Object -FilterScript { $null -ne $_ })
    switch ($ClassName) {
      'Win32_PerfRawData_W3SVC_WebService' {
        $rows = @($sites | ForEach-Object -Process {
          [pscustomobject] @{ Name = $_.name; CurrentConnections = (Get-Counted -Value $_.connections); TotalConnectionAttemptsAllInstances = (Get-Counted -Value $_.attempts) }
        })
        $sum = 0
        foreach ($row in $rows) { $sum += $row.CurrentConnections }
        $rows += [pscustomobject] @{ Name = '_Total'; CurrentConnections = [uint32] $sum; TotalConnectionAttemptsAllInstances = [uint32] 0 }
      }
      'Win32_PerfRawData_W3SVCW3WPCounterProvider_W3SVCW3WP' {
        # Its instances are named by process and pool, and are gone with the process.
        $manager = [Microsoft.Web.Administration.ServerManager]::new()
        $rows = @(foreach ($pool in $pools) {
          foreach ($worker in @($manager.ApplicationPools[$pool.name].WorkerProcesses | Where-Object -FilterScript { $null -ne $_ })) {
            [pscustomobject] @{
              Name = "$($worker.ProcessId)_$($pool.name)"; WebSocketActiveRequests = (Get-Counted -Value $pool.sockets); ActiveRequests = (Get-Counted -Value $pool.sockets)
              WebSocketConnectionAttemptsPerSec = (Get-Counted -Value $pool.opened); WebSocketConnectionsAcceptedPerSec = (Get-Counted -Value $pool.opened); WebSocketConnectionsRejectedPerSec = [uint32] 0
            }
          }
        })
        if ([Microsoft.Web.Administration.Box]::FaultOf('counters') -eq 'older') { foreach ($row in $rows) { $row.PSObject.Properties.Remove('WebSocketActiveRequests') } }
      }
      'Win32_PerfRawData_Counters_HTTPServiceRequestQueues' {
        $rows = @($pools | ForEach-Object -Process { [pscustomobject] @{ Name = $_.name; CurrentQueueSize = (Get-Counted -Value $_.queued); RejectedRequests = [uint64] (Get-Counted -Value $_.refused) } })
      }
      'Win32_PerfRawData_APPPOOLCountersProvider_APPPOOLWAS' {
        # 3 Running, 5 Disabled.
        $rows = @($pools | ForEach-Object -Process {
          $running = $_.state -eq 'Started'
          [pscustomobject] @{
            Name = $_.name; TotalApplicationPoolRecycles = (Get-Counted -Value $_.recycles); CurrentWorkerProcesses = [uint32] $running
            CurrentApplicationPoolState = [uint32] (5 - 2 * [int] $running)
          }
        })
      }
    }
  }
  if ($null -eq $rows) {
    # WBEM_E_INVALID_CLASS
    $exception = [Microsoft.Management.Infrastructure.CimException]::new('Invalid class ')
    $exception.HResult = -2147217392
    $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'HRESULT 0x80041010', 'MetadataError', $ClassName))
    return
  }
  if ($null -eq $Property) { return $rows }
  foreach ($row in $rows) {
    foreach ($one in $Property) {
      if ($null -ne $row.PSObject.Properties[$one]) { continue }
      # WBEM_E_INVALID_QUERY: WQL selects no property that the class does not have.
      $exception = [Microsoft.Management.Infrastructure.CimException]::new('Invalid query ')
      $exception.HResult = -2147217385
      $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($exception, 'HRESULT 0x80041017', 'InvalidArgument', $ClassName))
      return
    }
  }
  foreach ($row in $rows) {
    $kept = [ordered] @{}
    foreach ($one in $Property) { $kept[$one] = $row.$one }
    [pscustomobject] $kept
  }
}
