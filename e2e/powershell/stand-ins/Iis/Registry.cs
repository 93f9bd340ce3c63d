// HKLM: of the box, to read only: registry.json holds { "SOFTWARE\\...": { value: data } }, keys without the drive.
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Provider;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.IIS.PowerShell.Commands;

[CmdletProvider("Registry", ProviderCapabilities.None)]
public sealed class RegistryProvider : NavigationCmdletProvider, IPropertyCmdletProvider
{
    protected override Collection<PSDriveInfo> InitializeDefaultDrives() =>
        [new PSDriveInfo("HKLM", ProviderInfo, "HKEY_LOCAL_MACHINE", "The box's registry", null)];

    private static string KeyOf(string path) => path.Replace('/', '\\').Trim('\\').Replace("HKEY_LOCAL_MACHINE", "").Trim('\\');

    private static JsonObject Keys()
    {
        var file = System.IO.Path.Combine(Environment.GetEnvironmentVariable("windir") ?? "", "registry.json");
        return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)).AsObject() : new JsonObject();
    }

    private static JsonObject Key(string path) =>
        Keys().Where(pair => string.Equals(pair.Key, KeyOf(path), StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value.AsObject()).FirstOrDefault();

    protected override bool IsValidPath(string path) => true;
    protected override bool ItemExists(string path) => KeyOf(path) is var key && (key == "" || Key(path) != null || Keys().Any(pair => pair.Key.StartsWith(key + "\\", StringComparison.OrdinalIgnoreCase)));
    protected override bool IsItemContainer(string path) => ItemExists(path);
    protected override void GetItem(string path) => WriteItemObject(KeyOf(path), path, true);

    public void GetProperty(string path, Collection<string> providerSpecificPickList)
    {
        var key = Key(path);
        if (key == null) { WriteError(new ErrorRecord(new ItemNotFoundException($"Cannot find path 'HKLM:\\{KeyOf(path)}' because it does not exist."), "PathNotFound", ErrorCategory.ObjectNotFound, path)); return; }
        var values = new PSObject();
        foreach (var wanted in providerSpecificPickList)
            if (!key.ContainsKey(wanted)) WriteError(new ErrorRecord(new PSArgumentException($"Property {wanted} does not exist at path HKEY_LOCAL_MACHINE\\{KeyOf(path)}."), "System.Management.Automation.PSArgumentException", ErrorCategory.InvalidArgument, path));
        foreach (var (name, value) in key)
            if (providerSpecificPickList.Count == 0 || providerSpecificPickList.Contains(name, StringComparer.OrdinalIgnoreCase))
                values.Properties.Add(new PSNoteProperty(name, value.GetValueKind() == JsonValueKind.Number ? value.GetValue<int>() : value.GetValue<string>()));
        if (values.Properties.Any()) WritePropertyObject(values, path);
    }

    public object GetPropertyDynamicParameters(string path, Collection<string> providerSpecificPickList) => null;
    public void SetProperty(string path, PSObject propertyValue) => throw new UnauthorizedAccessException("Requested registry access is not allowed.");
    public object SetPropertyDynamicParameters(string path, PSObject propertyValue) => null;
    public void ClearProperty(string path, Collection<string> propertyToClear) => throw new UnauthorizedAccessException("Requested registry access is not allowed.");
    public object ClearPropertyDynamicParameters(string path, Collection<string> propertyToClear) => null;
}
