// Sections, elements and attributes over the real XML of a real applicationHost.config.
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
    private readonly int _generation;
    internal readonly ElementRule Rule;
    internal readonly ServerManager Manager;
    /// <summary>The element that a change is written to; made when asked to.</summary>
    internal readonly Func<bool, XmlElement> Own;
    /// <summary>Elements that it inherits from, strongest first.</summary>
    internal readonly IReadOnlyList<XmlElement> Inherited;

    internal ConfigurationElement(ServerManager manager, ElementRule rule, Func<bool, XmlElement> own, IReadOnlyList<XmlElement> inherited)
    { Manager = manager; Rule = rule; Own = own; Inherited = inherited; _generation = manager.Generation; }

    public ConfigurationAttributeCollection Attributes => new(this);
    public bool IsLocallyStored => Own(false) != null;
    public ConfigurationAttribute GetAttribute(string attributeName) => new(this, RuleOf(attributeName));
    public object GetAttributeValue(string attributeName) => GetAttribute(attributeName).Value;
    public object this[string attributeName] { get => GetAttributeValue(attributeName); set => SetAttributeValue(attributeName, value); }

    public void SetAttributeValue(string attributeName, object value)
    {
        var text = RuleOf(attributeName).Write(value);
        Touch(attributeName);
        Own(true).SetAttribute(attributeName, text);
    }

    /// <summary>Takes the element out of where it is stored; what it inherits stays.</summary>
    public void Delete()
    {
        Touch(null);
        if (Own(false) is { } own) Texts.Remove(own);
    }

    internal AttributeRule RuleOf(string name) => Rule.Attributes.TryGetValue(name ?? "", out var rule) ? rule : throw Failures.NoAttribute(name);

    /// <summary>Before a change: refused where the object is stale or an element above has locked the attribute.</summary>
    internal void Touch(string attributeName)
    {
        Manager.Touch(_generation);
        if (attributeName != null && Inherited.Any(each => Locks(each, attributeName))) throw Failures.LockedAttribute(attributeName);
    }

    private static bool Locks(XmlElement element, string name)
    {
        string[] Names(string attribute) => element.GetAttribute(attribute).Split(',', StringSplitOptions.TrimEntries);
        if (Names("lockAttributes") is var locked && (locked.Contains("*") || locked.Contains(name))) return true;
        return element.HasAttribute("lockAllAttributesExcept") && !Names("lockAllAttributesExcept").Contains(name);
    }

    public ConfigurationElement GetChildElement(string elementName)
    {
        if (!Rule.Children.TryGetValue(elementName ?? "", out var rule)) throw Failures.NoElement(elementName);
        return new ConfigurationElement(Manager, rule, create => Texts.Child(Own(create), elementName, create),
            Inherited.Select(each => Texts.Child(each, elementName, false)).Where(each => each != null).ToList());
    }

    public ConfigurationElementCollection GetCollection() => Rule.Item != null ? new(this) : throw Failures.NoElement("collection");
    public ConfigurationElementCollection GetCollection(string collectionName) => GetChildElement(collectionName).GetCollection();
}

public sealed class ConfigurationAttributeCollection : List<ConfigurationAttribute>
{
    internal ConfigurationAttributeCollection(ConfigurationElement element) : base(element.Rule.Attributes.Values.Select(rule => new ConfigurationAttribute(element, rule))) { }
    public ConfigurationAttribute this[string name] => Find(each => each.Name == name) ?? throw Failures.NoAttribute(name);
}

public sealed class ConfigurationAttribute
{
    private readonly ConfigurationElement _element;
    private readonly AttributeRule _rule;
    internal ConfigurationAttribute(ConfigurationElement element, AttributeRule rule) { _element = element; _rule = rule; }

    public string Name => _rule.Name;
    public bool IsInheritedFromDefaultValue => Stored() == null;
    public object Value { get { var text = Stored(); return text == null ? _rule.DefaultValue : _rule.Read(text); } set => _element.SetAttributeValue(Name, value); }

    public void Delete() { _element.Touch(Name); _element.Own(false)?.RemoveAttribute(Name); }

    private string Stored() => new[] { _element.Own(false) }.Concat(_element.Inherited).FirstOrDefault(each => each != null && each.HasAttribute(Name))?.GetAttribute(Name);
}

public sealed class ConfigurationSection : ConfigurationElement
{
    internal ConfigurationSection(ServerManager manager, string path, ElementRule rule, Func<bool, XmlElement> own, IReadOnlyList<XmlElement> inherited, OverrideMode mode, bool below)
        : base(manager, rule, own, inherited) { SectionPath = path; OverrideModeEffective = mode; IsLocked = below && mode == OverrideMode.Deny; }

    public string SectionPath { get; }
    /// <summary>Whether levels below may set it.</summary>
    public OverrideMode OverrideModeEffective { get; }
    /// <summary>Whether it is locked for this level. The level of applicationHost.config is the one that locks.</summary>
    public bool IsLocked { get; }

    public void RevertToParent() => Delete();
}
