# What IIS itself holds to be in force at one place: its merged configuration, with locks.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
Open-SwbIis
$manager = Get-IISServerManager
$answers = [System.Collections.Generic.List[object]]::new()
foreach ($name in @($In.sections)) {
  try {
    $section = $manager.GetWebConfiguration($In.site, $In.path).GetSection($name)
    $attributes = [ordered] @{}
    foreach ($attribute in $section.Attributes) {
      $value = $attribute.Value
      if ($attribute.Name -match 'password|secret|connectionstring') { continue }
      if ($value -is [System.TimeSpan]) { $value = $value.ToString('c') }
      if ($value -is [bool]) { $value = ([string] $value).ToLowerInvariant() }
      $attributes[$attribute.Name] = [string] $value
    }
    $answers.Add([pscustomobject] @{
      section = $name; attributes = $attributes; overrideModeEffective = [string] $section.OverrideModeEffective
      isLocked = [bool] $section.IsLocked; error = $null
    })
  } catch {
    $message = (ConvertTo-SwbError -ErrorRecord $_).errors[-1].message
    $answers.Add([pscustomobject] @{ section = $name; attributes = @{}; overrideModeEffective = 'Unknown'; isLocked = $false; error = $message })
  }
}
Write-SwbDone -Value ([pscustomobject] @{ answers = @($answers) })
