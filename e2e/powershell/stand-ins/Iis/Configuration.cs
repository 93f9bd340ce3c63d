// Sections, elements, collections and attributes over the real XML of a real applicationHost.config.
using System.Collections;
using System.Xml;

namespace Microsoft.Web.Administration;

public enum OverrideMode { Unknown = -1, Inherit = 0, Allow = 1, Deny = 2 }

public sealed class Configuration
{
    private readonly ServerManager _manager;
    private readonly string _path;
    private readonly bool _merged;
    internal Configuration(ServerManager manager, string path, bool merged) { _manager = manager; _path = path; _merged = merged; }

    public ConfigurationSection GetSection(string sectionPath) => _manager.Section(sectionPath, _path, _merged);
    public ConfigurationSection GetSection(string sectionPath, string locationPath) => _manager.Section(sectionPath, locationPath, _merged);
}

public class ConfigurationElement
{
    internal readonly ElementRule Rule;
    internal readonly ServerManager Manager;
    /// <summary>The element that a change is written to; made when asked to.</summary>
    internal readonly Func<bool, XmlElement> Own;
    /// <summary>Elements that it inherits from, strongest first.</summary>
    internal readonly IReadOnlyList<XmlElement> Inherited;

    internal ConfigurationElement(ServerManager manager, ElementRule rule, Func<bool, XmlElement> own, IReadOnlyList<XmlElement> inherited)
    { Manager = manager; Rule = rule; Own = own; Inherited = inherited; }

    public IEnumerable<ConfigurationAttribute> Attributes => Rule.Attributes.Values.Select(rule => new ConfigurationAttribute(this, rule));
    public ConfigurationAttribute GetAttribute(string attributeName) => new(this, RuleOf(attributeName));
    public object GetAttributeValue(string attributeName) => GetAttribute(attributeName).Value;
    public object this[string attributeName] { get => GetAttributeValue(attributeName); set => SetAttributeValue(attributeName, value); }

    public void SetAttributeValue(string attributeName, object value)
    {
        var text = RuleOf(attributeName).Write(value);
        Manager.Touch();
        Own(true).SetAttribute(attributeName, text);
    }

    internal AttributeRule RuleOf(string name) => Rule.Attributes.TryGetValue(name, out var rule) ? rule : throw Failures.NoAttribute(name);

    public ConfigurationElement GetChildElement(string elementName)
    {
        if (!Rule.Children.TryGetValue(elementName, out var rule)) throw Failures.NoElement(elementName);
        return new ConfigurationElement(Manager, rule, create => Texts.Child(Own(create), elementName, create),
            Inherited.Select(each => Texts.Child(each, elementName, false)).Where(each => each != null).ToList());
    }

    public ConfigurationElementCollection GetCollection() => Rule.Item != null ? new(this) : throw Failures.NoElement("collection");
    public ConfigurationElementCollection GetCollection(string collectionName) => GetChildElement(collectionName).GetCollection();
}

public sealed class ConfigurationAttribute
{
    private readonly ConfigurationElement _element;
    private readonly AttributeRule _rule;
    internal ConfigurationAttribute(ConfigurationElement element, AttributeRule rule) { _element = element; _rule = rule; }

    public string Name => _rule.Name;
    public bool IsInheritedFromDefaultValue => Stored() == null;
    public object Value { get { var text = Stored(); return text == null ? _rule.DefaultValue : _rule.Read(text); } set => _element.SetAttributeValue(Name, value); }

    public void Delete() { _element.Manager.Touch(); _element.Own(false)?.RemoveAttribute(Name); }

    private string Stored() => new[] { _element.Own(false) }.Concat(_element.Inherited).FirstOrDefault(each => each != null && each.HasAttribute(Name))?.GetAttribute(Name);
}

public sealed class ConfigurationSection : ConfigurationElement
{
    private readonly OverrideMode _mode;
    internal ConfigurationSection(ServerManager manager, string path, ElementRule rule, Func<bool, XmlElement> own, IReadOnlyList<XmlElement> inherited, OverrideMode mode)
        : base(manager, rule, own, inherited) { SectionPath = path; _mode = mode; }

    public string SectionPath { get; }
    public OverrideMode OverrideModeEffective => _mode;
    public bool IsLocked => _mode == OverrideMode.Deny;

    public void RevertToParent()
    {
        Manager.Touch();
        var own = Own(false);
        if (own != null) Texts.Remove(own);
    }
}

public sealed class ConfigurationElementCollection : IEnumerable<ConfigurationElement>
{
    private readonly ConfigurationElement _owner;
    internal ConfigurationElementCollection(ConfigurationElement owner) => _owner = owner;
    private ElementRule Item => _owner.Rule.Item;
    private bool IsAdd(XmlNode node) => node is XmlElement element && _owner.Rule.AddNames.Contains(element.Name);

    /// <summary>What is in force: inherited adds, less removes and clears, and the own ones.</summary>
    private List<(XmlElement Element, bool Own)> Merge()
    {
        var found = new List<(XmlElement, bool)>();
        var own = _owner.Own(false);
        foreach (var layer in _owner.Inherited.Reverse().Append(own).Where(each => each != null))
            foreach (var child in layer.ChildNodes.OfType<XmlElement>())
            {
                if (child.Name == "clear") found.Clear();
                else if (child.Name == "remove") found.RemoveAll(each => SameKey(each.Item1, child));
                else if (IsAdd(child)) found.Add((child, layer == own));
            }
        return found;
    }

    private bool SameKey(XmlElement a, XmlElement b) => Item.Keys.All(key => string.Equals(a.GetAttribute(key), b.GetAttribute(key), StringComparison.OrdinalIgnoreCase));

    private ConfigurationElement Wrap(XmlElement element, bool own)
    {
        var inherited = new List<XmlElement>();
        if (_owner.Rule.Defaults != null)
            foreach (var layer in new[] { _owner.Own(false) }.Concat(_owner.Inherited).Where(each => each != null))
                if (Texts.Child(layer, _owner.Rule.Defaults, false) is { } defaults) inherited.Add(defaults);
        if (!own) { inherited.Insert(0, element); return new(_owner.Manager, Item, create => create ? throw Failures.Locked() : null, inherited); }
        return new(_owner.Manager, Item, _ => element, inherited);
    }

    public IEnumerator<ConfigurationElement> GetEnumerator() => Merge().Select(each => Wrap(each.Element, each.Own)).ToList().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ConfigurationElement Find(Hashtable wanted)
    {
        foreach (var (element, own) in Merge())
            if (wanted.Cast<DictionaryEntry>().All(pair => string.Equals(element.GetAttribute((string)pair.Key), $"{pair.Value}", StringComparison.OrdinalIgnoreCase)))
                return Wrap(element, own);
        return null;
    }

    internal ConfigurationElement AddNew(Hashtable attributes)
    {
        var values = attributes.Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => pair.Value);
        foreach (var name in values.Keys) if (!Item.Attributes.ContainsKey(name)) throw Failures.NoAttribute(name);
        var texts = values.ToDictionary(pair => pair.Key, pair => Item.Attributes[pair.Key].Write(Typed(Item.Attributes[pair.Key], pair.Value)));
        var keys = Item.Keys.ToList();
        if (!_owner.Rule.Duplicates && keys.Count > 0 && Merge().Any(each => keys.All(key => string.Equals(each.Element.GetAttribute(key), texts.GetValueOrDefault(key, ""), StringComparison.OrdinalIgnoreCase))))
            throw Failures.Duplicate(string.Join(",", keys));
        _owner.Manager.Touch();
        var parent = _owner.Own(true);
        // An element that was removed here and is added again: the remove stays in front of it, as IIS writes it.
        var made = Texts.Append(parent, _owner.Rule.AddNames[0]);
        foreach (var (name, text) in texts) made.SetAttribute(name, text);
        return Wrap(made, true);
    }

    /// <summary>A hashtable comes from text: what the schema wants typed is typed here, as the cmdlet does.</summary>
    private static object Typed(AttributeRule rule, object value) => value is string text && rule.Type is "bool" or "uint" or "timeSpan" ? rule.Read((string)value) : value;

    internal void Remove(Hashtable wanted)
    {
        foreach (var (element, own) in Merge())
        {
            if (!wanted.Cast<DictionaryEntry>().All(pair => string.Equals(element.GetAttribute((string)pair.Key), $"{pair.Value}", StringComparison.OrdinalIgnoreCase))) continue;
            if (!own && string.Equals(element.GetAttribute("lockItem"), "true", StringComparison.OrdinalIgnoreCase)) throw Failures.Locked();
            _owner.Manager.Touch();
            if (own) { Texts.Remove(element); return; }
            var removal = Texts.Append(_owner.Own(true), "remove");
            foreach (var key in Item.Keys) removal.SetAttribute(key, element.GetAttribute(key));
            return;
        }
        throw new System.Runtime.InteropServices.COMException("Element not found.", unchecked((int)0x80070490));
    }

    internal void Clear() { _owner.Manager.Touch(); Texts.Append(_owner.Own(true), "clear"); }
}

/// <summary>Elements in a document that keeps its white space.</summary>
internal static class Texts
{
    public static XmlElement Child(XmlElement parent, string name, bool create)
    {
        if (parent == null) return null;
        var found = parent.ChildNodes.OfType<XmlElement>().FirstOrDefault(each => each.Name == name);
        return found ?? (create ? Append(parent, name) : null);
    }

    public static XmlElement Append(XmlElement parent, string name)
    {
        var document = parent.OwnerDocument;
        var made = document.CreateElement(name);
        var outer = Indent(parent);
        if (parent.LastChild is XmlWhitespace or XmlSignificantWhitespace or XmlText { Value: var _ }) parent.RemoveChild(parent.LastChild);
        parent.AppendChild(document.CreateWhitespace($"\n{outer}    "));
        parent.AppendChild(made);
        parent.AppendChild(document.CreateWhitespace($"\n{outer}"));
        return made;
    }

    private static string Indent(XmlElement element)
    {
        var before = element.PreviousSibling is XmlCharacterData text ? text.Value : "";
        var at = before.LastIndexOf('\n');
        return at < 0 ? "" : before[(at + 1)..];
    }

    /// <summary>With the white space before it; an emptied location goes as well.</summary>
    public static void Remove(XmlElement element)
    {
        var parent = (XmlElement)element.ParentNode;
        if (element.PreviousSibling is XmlWhitespace space) parent.RemoveChild(space);
        parent.RemoveChild(element);
        var empty = !parent.ChildNodes.OfType<XmlElement>().Any();
        if (empty && (parent.Name == "location" || parent.ParentNode is XmlElement { Name: "location" })) Remove(parent);
    }
}
