# What the engine knows of the stand-ins' cmdlets, with names as Microsoft's reference writes them. One line of JSON.
param([string] $List)
$answers = foreach ($name in [System.IO.File]::ReadAllLines($List)) {
  $command = Get-Command -Name $name
  $parameters = @{}
  foreach ($parameter in $command.Parameters.Values) {
    $sets = @{}
    foreach ($set in $parameter.ParameterSets.Keys) {
      $place = $parameter.ParameterSets[$set]
      $sets[$set] = @{ mandatory = $place.IsMandatory; position = $place.Position; value = $place.ValueFromPipeline; property = $place.ValueFromPipelineByPropertyName }
    }
    $parameters[$parameter.Name] = @{ type = $parameter.ParameterType.Name; sets = $sets }
  }
  @{ name = $name; parameters = $parameters }
}
[System.Console]::Out.WriteLine((ConvertTo-Json -InputObject @($answers) -Compress -Depth 8))
