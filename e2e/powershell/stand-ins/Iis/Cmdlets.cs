// The IISAdministration cmdlets that read, with the parameters of Microsoft's reference.
using System.Collections;
using System.Management.Automation;
using Microsoft.Web.Administration;

namespace Microsoft.IIS.PowerShell.Commands;

/// <summary>The module's one ServerManager: its view stays as it was first read, until it is reset or commits.</summary>
internal static class Shared
{
    public static ServerManager Manager { get; private set; } = new();
    public static bool Delayed { get; set; }
    public static void Reset() => Manager = new ServerManager();
    /// <summary>Without a commit delay every change is a commit, and what was got before is read-only after it.</summary>
    public static void Changed() { if (!Delayed) Manager.CommitChanges(); }
}

[Cmdlet(VerbsCommon.Get, "IISServerManager")]
public sealed class GetIISServerManagerCommand : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(Shared.Manager);
}

[Cmdlet(VerbsCommon.Reset, "IISServerManager", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class ResetIISServerManagerCommand : PSCmdlet
{
    protected override void ProcessRecord()
    {
        if (!ShouldProcess("ServerManager")) return;
        Shared.Reset();
        Shared.Delayed = false;
    }
}

[Cmdlet(VerbsCommon.Get, "IISConfigSection")]
public sealed class GetIISConfigSectionCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)] public string SectionPath { get; set; }
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)] public string CommitPath { get; set; }
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)] public string Location { get; set; }
    [Parameter(Position = 3, ValueFromPipelineByPropertyName = true)] public string Clr { get; set; }
    protected override void ProcessRecord()
    {
        if (CommitPath is not (null or "" or "MACHINE/WEBROOT/APPHOST")) throw new NotSupportedException("the stand-in commits to MACHINE/WEBROOT/APPHOST only");
        WriteObject(Shared.Manager.GetApplicationHostConfiguration().GetSection(SectionPath, Location ?? ""));
    }
}

public abstract class ElementCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)] public ConfigurationElement ConfigElement { get; set; }
}

public abstract class CollectionCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)] public ConfigurationElementCollection ConfigCollection { get; set; }
}

[Cmdlet(VerbsCommon.Get, "IISConfigElement")]
public sealed class GetIISConfigElementCommand : ElementCommand
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)] public string ChildElementName { get; set; }
    protected override void ProcessRecord() => WriteObject(ConfigElement.GetChildElement(ChildElementName));
}

[Cmdlet(VerbsCommon.Get, "IISConfigCollection")]
public sealed class GetIISConfigCollectionCommand : ElementCommand
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)] public string CollectionName { get; set; }
    protected override void ProcessRecord() => WriteObject(string.IsNullOrEmpty(CollectionName) ? ConfigElement.GetCollection() : ConfigElement.GetCollection(CollectionName), false);
}

[Cmdlet(VerbsCommon.Get, "IISConfigCollectionElement")]
public sealed class GetIISConfigCollectionElementCommand : CollectionCommand
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)] public Hashtable ConfigAttribute { get; set; }
    protected override void ProcessRecord() => WriteObject(ConfigAttribute == null ? ConfigCollection : ConfigCollection.Find(ConfigAttribute), true);
}

[Cmdlet(VerbsCommon.Get, "IISConfigAttributeValue")]
public sealed class GetIISConfigAttributeValueCommand : ElementCommand
{
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)] public string AttributeName { get; set; }
    protected override void ProcessRecord() => WriteObject(ConfigElement.GetAttributeValue(AttributeName));
}
