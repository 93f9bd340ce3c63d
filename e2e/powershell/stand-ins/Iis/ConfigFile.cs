// One configuration file: read whole, changed as a document, written back with its own line ends, mark and declaration.
using System.Text;
using System.Xml;

namespace Microsoft.Web.Administration;

internal sealed class ConfigFile
{
    private readonly byte[] _bytes;
    private readonly XmlDocument _document = new() { PreserveWhitespace = true, XmlResolver = null };
    private readonly string _declaration;

    public string Name { get; }
    public XmlElement Root => _document.DocumentElement;

    public ConfigFile(string name)
    {
        Name = name;
        try { _bytes = File.ReadAllBytes(name); }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException) { throw Failures.Missing(name); }
        catch (UnauthorizedAccessException) { throw Failures.Denied(name); }
        var text = new StreamReader(new MemoryStream(_bytes), new UTF8Encoding(false), true).ReadToEnd();
        _declaration = text.StartsWith("<?xml") ? text[..(text.IndexOf("?>", StringComparison.Ordinal) + 2)] : "";
        try { _document.Load(new StringReader(text)); }
        catch (XmlException problem) { throw Failures.NotXml(name, problem.LineNumber); }
    }

    /// <summary>IIS is optimistic: it writes only if the file still is what was read.</summary>
    public void Write()
    {
        if (!File.Exists(Name) || !File.ReadAllBytes(Name).AsSpan().SequenceEqual(_bytes)) throw Failures.Changed(Name);
        var writer = new StringWriter();
        _document.Save(writer);
        var text = writer.ToString();
        if (_declaration != "") text = _declaration + text[(text.IndexOf("?>", StringComparison.Ordinal) + 2)..];
        var marked = _bytes.Length > 2 && _bytes[0] == 0xEF;
        var temporary = Name + ".commit";
        File.WriteAllText(temporary, text, new UTF8Encoding(marked));
        // A link stands for the file it names, as in shared configuration.
        File.Move(temporary, new FileInfo(Name).ResolveLinkTarget(true)?.FullName ?? Name, true);
    }

    /// <summary>Elements that hold the sections of a place below this file: the root itself, and locations of that path.</summary>
    public IEnumerable<XmlElement> Blocks(string path)
    {
        if (path == "") yield return Root;
        foreach (var block in Texts.Children(Root, "location"))
            if (string.Equals(PathOf(block), path, StringComparison.OrdinalIgnoreCase)) yield return block;
    }

    private static string PathOf(XmlElement block)
    {
        var path = block.GetAttribute("path").Replace('\\', '/').Trim('/');
        return path == "." ? "" : path;
    }

    /// <summary>The block that a new section of a place goes into; made where there is none without a word on locks.</summary>
    public XmlElement Holder(string path)
    {
        if (path == "") return Root;
        var plain = Blocks(path).FirstOrDefault(block => block.GetAttribute("overrideMode") is "" or "Inherit" && block.GetAttribute("allowOverride") == "");
        if (plain != null) return plain;
        var made = Texts.Append(Root, "location");
        made.SetAttribute("path", path);
        return made;
    }

    /// <summary>Declaration of a section in configSections; null where there is none.</summary>
    public XmlElement Declaration(string sectionPath)
    {
        var at = Texts.Child(Root, "configSections", false);
        var parts = sectionPath.Split('/');
        foreach (var group in parts[..^1]) at = Texts.Children(at, "sectionGroup").FirstOrDefault(each => each.GetAttribute("name") == group);
        return Texts.Children(at, "section").FirstOrDefault(each => each.GetAttribute("name") == parts[^1]);
    }
}
