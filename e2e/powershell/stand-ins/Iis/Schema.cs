// IIS's own schema, from schema.json (made by make-schema.mjs): types, defaults, ranges, keys.
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Microsoft.Web.Administration;

internal sealed class AttributeRule
{
    public string Name, Type, Default, Check;
    public bool Key;
    public string[] Names;

    /// <summary>Text of the file as the object IIS gives for it: bool, long, TimeSpan, or text.</summary>
    public object Read(string text)
    {
        switch (Type)
        {
            case "bool": return string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
            case "uint": case "int": case "int64": return long.Parse(text, CultureInfo.InvariantCulture);
            case "timeSpan": return ReadSpan(text);
            default: return text;
        }
    }

    public object DefaultValue => Default != null ? Read(Default) : Type switch { "bool" => false, "uint" or "int" or "int64" => 0L, "timeSpan" => TimeSpan.Zero, _ => "" };

    /// <summary>"29:00:00" is 29 hours here, as in IIS; .NET would read 29 days.</summary>
    private static TimeSpan ReadSpan(string text)
    {
        var days = 0L;
        var dot = text.IndexOf('.');
        if (dot > 0) { days = long.Parse(text[..dot], CultureInfo.InvariantCulture); text = text[(dot + 1)..]; }
        var parts = text.Split(':');
        if (parts.Length != 3) throw Failures.Invalid();
        return new TimeSpan((int)days, int.Parse(parts[0]), int.Parse(parts[1]), int.Parse(parts[2]));
    }

    /// <summary>A value as it is written, or the refusal that IIS would give.</summary>
    public string Write(object value)
    {
        if (value is System.Management.Automation.PSObject shell) value = shell.BaseObject;
        switch (Type)
        {
            case "bool":
                if (value is bool truth) return truth ? "true" : "false";
                if (value is string word && bool.TryParse(word, out var said)) return said ? "true" : "false";
                throw Failures.WrongType();
            case "uint": case "int": case "int64":
                if (value is string) throw Failures.WrongType();
                long number;
                try { number = Convert.ToInt64(value, CultureInfo.InvariantCulture); } catch (Exception) { throw Failures.WrongType(); }
                if (Type == "uint" && (number < 0 || number > uint.MaxValue)) throw Failures.Range(Name);
                CheckRange(number);
                return number.ToString(CultureInfo.InvariantCulture);
            case "timeSpan":
                if (value is not TimeSpan span) throw Failures.WrongType();
                CheckRange((long)span.TotalSeconds);
                return span.ToString("c", CultureInfo.InvariantCulture);
            case "enum":
                if (value is not string choice || !Names.Contains(choice)) throw Failures.WrongType();
                return choice;
            case "flags":
                if (value is not string several || several.Split(',').Any(one => one.Trim() != "" && !Names.Contains(one.Trim()))) throw Failures.WrongType();
                return several;
            default:
                if (value is not string text) throw Failures.WrongType();
                if (Check == "nonEmptyString " && text == "") throw Failures.Invalid();
                if (Check == "applicationPoolName " && text.IndexOfAny("|<>&\"/[]+=;:,?*@".ToCharArray()) >= 0) throw Failures.Invalid();
                return text;
        }
    }

    private void CheckRange(long number)
    {
        if (Check == null) return;
        var at = Check.IndexOf(' ');
        var kind = Check[..at];
        var bounds = Check[(at + 1)..].Split(',').Select(part => part.Trim()).ToArray();
        if (kind != "integerRange" && kind != "timeSpanRange" || bounds.Length < 2) return;
        var low = long.Parse(bounds[0]);
        var high = long.Parse(bounds[1]);
        var inside = number >= low && number <= high;
        if (bounds.Contains("exclude") ? inside : !inside) throw Failures.Range(Name);
        if (kind == "timeSpanRange" && bounds.Length > 2 && long.TryParse(bounds[2], out var step) && step > 0 && number % step != 0) throw Failures.Range(Name);
    }
}

internal sealed class ElementRule
{
    public readonly Dictionary<string, AttributeRule> Attributes = new();
    public readonly Dictionary<string, ElementRule> Children = new();
    public ElementRule Item;
    public string[] AddNames = Array.Empty<string>();
    public string Defaults;
    public bool Duplicates;

    public IEnumerable<string> Keys => Attributes.Values.Where(a => a.Key).Select(a => a.Name);

    public static readonly Dictionary<string, ElementRule> Sections = Load();

    private static Dictionary<string, ElementRule> Load()
    {
        using var stream = typeof(ElementRule).Assembly.GetManifestResourceStream("schema.json");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => Of(p.Value));
    }

    private static ElementRule Of(JsonElement json)
    {
        var made = new ElementRule();
        foreach (var a in json.GetProperty("attributes").EnumerateArray())
        {
            string Text(string name) => a.TryGetProperty(name, out var value) ? value.GetString() : null;
            made.Attributes[Text("name")] = new AttributeRule
            {
                Name = Text("name"), Type = Text("type"), Default = Text("default"), Check = Text("check"),
                Key = a.TryGetProperty("key", out _),
                Names = a.TryGetProperty("names", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToArray() : Array.Empty<string>(),
            };
        }
        foreach (var child in json.GetProperty("children").EnumerateObject()) made.Children[child.Name] = Of(child.Value);
        if (json.TryGetProperty("collection", out var collection))
        {
            made.Item = Of(collection.GetProperty("item"));
            made.AddNames = collection.GetProperty("add").EnumerateArray().Select(n => n.GetString()).ToArray();
            made.Defaults = collection.TryGetProperty("defaults", out var defaults) ? defaults.GetString() : null;
            made.Duplicates = collection.TryGetProperty("duplicates", out _);
        }
        return made;
    }
}

internal static class Failures
{
    private static COMException Com(string text, uint code) => new(text, unchecked((int)code));
    public static Exception Range(string name) => Com($"{name} must be in its range. Value does not fall within the expected range.", 0x80070057);
    public static Exception WrongType() => Com("Specified cast is not valid for this attribute.", 0x8007000D);
    public static Exception Invalid() => Com("The data is invalid.", 0x8007000D);
    public static Exception NoAttribute(string name) => Com($"Filename: Error: Unrecognized attribute '{name}'", 0x8007000D);
    public static Exception NoElement(string name) => Com($"Filename: Error: Unrecognized element '{name}'", 0x8007000D);
    public static Exception NoSection(string name) => Com($"Filename: Error: The configuration section '{name}' cannot be read because it is missing a section declaration", 0x80070032);
    public static Exception Duplicate(string what) => Com($"Filename: Error: Cannot add duplicate collection entry of type 'add' with unique key attribute {what}", 0x800700B7);
    public static Exception Locked() => Com("This configuration section cannot be used at this path. This happens when the section is locked at a parent level.", 0x80070021);
    public static Exception Changed(string file) => new FileLoadException($"Filename: \\\\?\\{file} Error: Cannot commit configuration changes because the file has changed on disk", file);
    public static Exception Sharing() => Com("The process cannot access the file because it is being used by another process.", 0x80070020);
    public static Exception Denied() => new UnauthorizedAccessException("Filename: redirection.config Error: Cannot read configuration file due to insufficient permissions");
    public static Exception NotValidState() => Com("The object identifier does not represent a valid object.", 0x800710D8);
}
