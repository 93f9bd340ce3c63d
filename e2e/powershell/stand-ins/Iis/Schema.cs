// IIS's own schema, from schema.json (made by make-schema.mjs): types, defaults, ranges, keys.
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Microsoft.Web.Administration;

internal sealed class AttributeRule
{
    public string Name, Type, Default, Check;
    /// <summary>"unique": a key by itself; "combined": with the other combined ones; null: none.</summary>
    public string Key;
    public bool Required, CaseSensitive;
    public string[] Names;

    public bool Same(string a, string b) => string.Equals(a, b, CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>Text of the file as the object IIS gives for it: bool, long, TimeSpan, or text.</summary>
    public object Read(string text)
    {
        try { return Parse(text); }
        catch (Exception problem) when (problem is FormatException or OverflowException) { throw Failures.WrongType(Name); }
    }

    private object Parse(string text)
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
        if (parts.Length != 3) throw new FormatException(text);
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
                throw Failures.WrongType(Name);
            case "uint": case "int": case "int64":
                if (value is string) throw Failures.WrongType(Name);
                long number;
                try { number = Convert.ToInt64(value, CultureInfo.InvariantCulture); } catch (Exception) { throw Failures.WrongType(Name); }
                if (Type == "uint" && (number < 0 || number > uint.MaxValue)) throw Failures.Range(Name, "0 to 4294967295");
                CheckRange(number);
                return number.ToString(CultureInfo.InvariantCulture);
            case "timeSpan":
                if (value is not TimeSpan span) throw Failures.WrongType(Name);
                CheckRange((long)span.TotalSeconds);
                return span.ToString("c", CultureInfo.InvariantCulture);
            case "enum":
                if (value is not string choice) throw Failures.WrongType(Name);
                return Names.Contains(choice) ? choice : throw Failures.NoName(Name, Names);
            case "flags":
                if (value is not string several) throw Failures.WrongType(Name);
                return several.Split(',', StringSplitOptions.TrimEntries).All(one => one == "" || Names.Contains(one)) ? several : throw Failures.NoName(Name, Names);
            default:
                if (value is not string text) throw Failures.WrongType(Name);
                return Fits(text) ? text : throw Failures.Invalid(Name);
        }
    }

    /// <summary>Which characters a name or path may have (facts: illegal characters of pools and sites).</summary>
    private bool Fits(string text) => Check?.TrimEnd() switch
    {
        "nonEmptyString" => text != "",
        "requireTrimmedString" => text == text.Trim(),
        "applicationPoolName" => text != "" && text.IndexOfAny("|<>&\"/[]+=;:,?*@".ToCharArray()) < 0,
        "siteName" => text != "" && text.IndexOfAny("/\\?".ToCharArray()) < 0,
        "applicationPath" or "virtualDirectoryPath" => text.StartsWith('/'),
        _ => true,
    };

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
        if (bounds.Contains("exclude") ? inside : !inside) throw Failures.Range(Name, Check);
        if (kind == "timeSpanRange" && bounds.Length > 2 && long.TryParse(bounds[2], out var step) && step > 0 && number % step != 0) throw Failures.Range(Name, Check);
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

    public IEnumerable<AttributeRule> Keys(string kind) => Attributes.Values.Where(each => each.Key == kind);

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
                Key = Text("key"), Required = a.TryGetProperty("required", out _), CaseSensitive = a.TryGetProperty("caseSensitive", out _),
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
