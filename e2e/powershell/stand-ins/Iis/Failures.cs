// What IIS refuses, and the exception each HRESULT of its COM objects becomes in .NET.
using System.Runtime.InteropServices;

namespace Microsoft.Web.Administration;

internal static class Failures
{
    /// <summary>As the CLR maps it (its FileLoadExceptionInteropTests and rexcep.h): what is no special case is a COMException.</summary>
    private static Exception Of(uint code, string text)
    {
        Exception made = code switch
        {
            0x80070002 => new FileNotFoundException(text),
            0x80070003 => new DirectoryNotFoundException(text),
            0x80070005 => new UnauthorizedAccessException(text),
            0x80070020 or 0x80070021 or 0x800703EE => new FileLoadException(text),
            0x80070057 => new ArgumentException(text),
            _ => new COMException(text, unchecked((int)code)),
        };
        made.HResult = unchecked((int)code);
        return made;
    }

    private static string In(string file) => $"Filename: \\\\?\\{file}\nError: ";

    public static Exception Range(string name, string range) => Of(0x80070057, $"Value does not fall within the expected range. {name}: {range}");
    public static Exception WrongType(string name) => Of(0x8007000D, $"The data is invalid. {name} has another type.");
    public static Exception Invalid(string name) => Of(0x8007000D, $"The data is invalid. {name}");
    public static Exception NoName(string name, IEnumerable<string> names) => Of(0x80070057, $"{name} must be one of {string.Join(", ", names)}");
    public static Exception NoAttribute(string name) => Of(0x8007000D, $"Unrecognized attribute '{name}'");
    public static Exception NoElement(string name) => Of(0x8007000D, $"Unrecognized element '{name}'");
    public static Exception Required(string name) => Of(0x8007000D, $"Required attribute '{name}' not found");
    public static Exception NoSection(string file, string name) => Of(0x80070032, $"{In(file)}The configuration section '{name}' cannot be read because it is missing a section declaration");
    public static Exception Duplicate(string element, string keys) => Of(0x800700B7, $"Cannot add duplicate collection entry of type '{element}' with unique key attribute '{keys}'");
    public static Exception NotFound() => Of(0x80070490, "Element not found.");
    public static Exception NoPath(string file, string path) => Of(0x80070003, $"{In(file)}Unrecognized configuration path 'MACHINE/WEBROOT/APPHOST/{path}'");
    public static Exception NotXml(string file, int line) => Of(0x8007000D, $"{In(file)}Line number: {line} Configuration file is not well-formed XML");
    public static Exception Missing(string file) => Of(0x80070002, $"{In(file)}Cannot read configuration file");
    public static Exception Denied(string file) => Of(0x80070005, $"{In(file)}Cannot read configuration file due to insufficient permissions");
    public static Exception Locked(string file) => Of(0x80070021, $"{In(file)}This configuration section cannot be used at this path. This happens when the section is locked at a parent level. Locking is either by default (overrideModeDefault=\"Deny\"), or set explicitly by a location tag with overrideMode=\"Deny\" or the legacy allowOverride=\"false\".");
    public static Exception LockedAttribute(string name) => Of(0x80070021, $"Lock violation: {name}");
    // ERROR_FILE_INVALID: the file was altered outside.
    public static Exception Changed(string file) => Of(0x800703EE, $"{In(file)}Cannot commit configuration changes because the file has changed on disk");
    public static Exception Sharing(string file) => Of(0x80070020, $"{In(file)}Failed to commit configuration changes. The process cannot access the file because it is being used by another process.");
    public static Exception DiskFull(string file) => Of(0x80070070, $"{In(file)}There is not enough space on the disk.");
    public static Exception NoState() => Of(0x800710D8, "The object identifier does not represent a valid object. (Exception from HRESULT: 0x800710D8)");
    public static Exception NotRunning() => Of(0x80070426, "The service has not been started. (Exception from HRESULT: 0x80070426)");
    public static Exception Running() => Of(0x80070420, "An instance of the service is already running. (Exception from HRESULT: 0x80070420)");
    public static Exception ReadOnly() => new InvalidOperationException("The configuration object is read only, because it has been committed by a call to ServerManager.CommitChanges(). If write access is required, use ServerManager to get a new reference.");
}
