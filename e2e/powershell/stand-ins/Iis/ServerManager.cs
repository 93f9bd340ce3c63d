// One reading of the configuration, its changes, and its one commit.
using System.Collections;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Microsoft.Web.Administration;

public sealed class ServerManager : IDisposable
{
    private XmlDocument _document;
    private byte[] _bytes;
    private string _file;
    internal bool Dirty { get; private set; }
    internal void Touch() => Dirty = true;

    public Configuration GetApplicationHostConfiguration() => new(this, "", false);
    public Configuration GetWebConfiguration(string siteName) => GetWebConfiguration(siteName, "/");
    public Configuration GetWebConfiguration(string siteName, string virtualPath)
    {
        if (Sites[siteName] == null) throw new System.Runtime.InteropServices.COMException("The site does not exist.", unchecked((int)0x80070003));
        return new(this, (siteName + virtualPath).TrimEnd('/'), true);
    }

    public SiteCollection Sites => new(this);
    public ApplicationPoolCollection ApplicationPools => new(this);
    public void Dispose() { }

    internal XmlElement Root { get { Load(); return _document.DocumentElement; } }

    private void Load()
    {
        if (_document != null) return;
        _file = Box.ConfigFile();
        Box.Fault("read");
        _bytes = File.ReadAllBytes(_file);
        _document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using var reader = new StreamReader(new MemoryStream(_bytes), new UTF8Encoding(false), true);
        _document.Load(reader);
    }

    /// <summary>Writes the whole file if it still is what was read; IIS is optimistic.</summary>
    public void CommitChanges()
    {
        if (!Dirty) return;
        Box.Fault("commit");
        if (!SHA256.HashData(File.ReadAllBytes(_file)).AsSpan().SequenceEqual(SHA256.HashData(_bytes))) throw Failures.Changed(_file);
        var bom = _bytes.Length > 2 && _bytes[0] == 0xEF;
        var crlf = _bytes.AsSpan().IndexOf("\r\n"u8) >= 0;
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(bom), NewLineChars = crlf ? "\r\n" : "\n", NewLineHandling = NewLineHandling.Replace, OmitXmlDeclaration = _document.FirstChild is not XmlDeclaration };
        using var memory = new MemoryStream();
        using (var writer = XmlWriter.Create(memory, settings)) _document.Save(writer);
        var temp = _file + ".commit";
        File.WriteAllBytes(temp, memory.ToArray());
        // A link stands for the file it names, as in shared configuration.
        var target = new FileInfo(_file).ResolveLinkTarget(true)?.FullName ?? _file;
        File.Move(temp, target, true);
        _document = null;
        Dirty = false;
        Box.Reload();
    }

    internal ConfigurationSection Section(string sectionPath, string location, bool merged)
    {
        if (!ElementRule.Sections.TryGetValue(sectionPath, out var rule)) throw Failures.NoSection(sectionPath);
        var declared = Declaration(sectionPath) ?? throw Failures.NoSection(sectionPath);
        var mode = declared.GetAttribute("overrideModeDefault") == "Deny" || declared.GetAttribute("allowDefinition") == "AppHostOnly" ? OverrideMode.Deny : OverrideMode.Allow;
        var paths = Prefixes(location ?? "");
        var layers = new List<XmlElement>();
        foreach (var path in paths)
            foreach (var (holder, block) in Blocks(path))
            {
                var element = Down(holder, sectionPath, false);
                if (block != null && element != null) mode = block.GetAttribute("overrideMode") switch { "Allow" => OverrideMode.Allow, "Deny" => OverrideMode.Deny, _ => mode };
                if (element != null) layers.Insert(0, element);
            }
        if (merged)
            foreach (var web in WebConfigs(location))
                if (Down(web, sectionPath, false) is { } element)
                {
                    if (mode == OverrideMode.Deny) throw Failures.Locked();
                    layers.Insert(0, element);
                }
        XmlElement Find() => Blocks(location ?? "").Select(each => Down(each.Holder, sectionPath, false)).FirstOrDefault(each => each != null);
        XmlElement Own(bool create) => Find() ?? (create ? Down(Holder(location ?? ""), sectionPath, true) : null);
        if (merged) return new(this, sectionPath, rule, create => create ? throw Failures.Locked() : null, layers, mode);
        return new(this, sectionPath, rule, Own, layers.Where(each => each != Find()).ToList(), mode);
    }

    private XmlElement Declaration(string sectionPath)
    {
        var at = Texts.Child(Root, "configSections", false);
        var parts = sectionPath.Split('/');
        foreach (var group in parts[..^1]) at = at?.ChildNodes.OfType<XmlElement>().FirstOrDefault(each => each.Name == "sectionGroup" && each.GetAttribute("name") == group);
        return at?.ChildNodes.OfType<XmlElement>().FirstOrDefault(each => each.Name == "section" && each.GetAttribute("name") == parts[^1]);
    }

    private static List<string> Prefixes(string location)
    {
        var found = new List<string> { "" };
        var parts = location.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var count = 1; count <= parts.Length; count++) found.Add(string.Join('/', parts[..count]));
        return found;
    }

    /// <summary>What holds sections for a path: the root itself, and location blocks of that path.</summary>
    private IEnumerable<(XmlElement Holder, XmlElement Block)> Blocks(string path)
    {
        if (path == "") yield return (Root, null);
        foreach (var block in Root.ChildNodes.OfType<XmlElement>().Where(each => each.Name == "location"))
            if (string.Equals(block.GetAttribute("path").Trim('/').Replace(".", ""), path.Trim('/').Replace(".", ""), StringComparison.OrdinalIgnoreCase)) yield return (block, block);
    }

    private XmlElement Holder(string path)
    {
        if (path == "") return Root;
        var plain = Blocks(path).Select(each => each.Block).FirstOrDefault(block => block.GetAttribute("overrideMode") is "" or "Inherit" && block.GetAttribute("allowOverride") == "");
        if (plain != null) return plain;
        var made = Texts.Append(Root, "location");
        made.SetAttribute("path", path);
        return made;
    }

    private static XmlElement Down(XmlElement from, string sectionPath, bool create) =>
        sectionPath.Split('/').Aggregate(from, (at, name) => Texts.Child(at, name, create));

    private IEnumerable<XmlElement> WebConfigs(string path)
    {
        var parts = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var site = Root.SelectNodes("system.applicationHost/sites/site").OfType<XmlElement>().FirstOrDefault(each => each.GetAttribute("name") == parts.FirstOrDefault());
        if (site == null) yield break;
        foreach (var folder in Box.Folders(site, parts[1..]))
        {
            var file = Path.Combine(folder, "web.config");
            if (!File.Exists(file)) continue;
            var document = new XmlDocument { XmlResolver = null };
            document.Load(file);
            yield return document.DocumentElement;
        }
    }
}

public abstract class NamedCollection<T> : IEnumerable<T> where T : class
{
    private protected readonly ServerManager Manager;
    private protected NamedCollection(ServerManager manager) => Manager = manager;
    private protected abstract IEnumerable<T> All();
    private protected abstract string NameOf(T one);
    public T this[string name] => All().FirstOrDefault(each => string.Equals(NameOf(each), name, StringComparison.OrdinalIgnoreCase));
    public int Count => All().Count();
    public IEnumerator<T> GetEnumerator() => All().ToList().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed class SiteCollection : NamedCollection<Site>
{
    internal SiteCollection(ServerManager manager) : base(manager) { }
    private protected override string NameOf(Site one) => one.Name;
    private protected override IEnumerable<Site> All() => Manager.Root.SelectNodes("system.applicationHost/sites/site").OfType<XmlElement>().Select(each => new Site(each));
}

public sealed class ApplicationPoolCollection : NamedCollection<ApplicationPool>
{
    internal ApplicationPoolCollection(ServerManager manager) : base(manager) { }
    private protected override string NameOf(ApplicationPool one) => one.Name;
    private protected override IEnumerable<ApplicationPool> All() => Manager.Root.SelectNodes("system.applicationHost/applicationPools/add").OfType<XmlElement>().Select(each => new ApplicationPool(each));
}
