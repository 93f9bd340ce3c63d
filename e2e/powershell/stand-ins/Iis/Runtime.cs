// Run-time objects: their state is the practice server's where one is connected, else a file's of the box.
using System.Xml;

namespace Microsoft.Web.Administration;

public enum ObjectState { Starting, Started, Stopping, Stopped, Unknown }

public sealed class Site
{
    private readonly XmlElement _element;
    internal Site(XmlElement element) => _element = element;
    public string Name => _element.GetAttribute("name");
    public long Id => long.TryParse(_element.GetAttribute("id"), out var id) ? id : 0;
    public IEnumerable<Binding> Bindings => _element.SelectNodes("bindings/binding").OfType<XmlElement>().Select(each => new Binding(each)).ToList();

    public ObjectState State
    {
        get
        {
            // An FTP-only site has no W3SVC state.
            if (Bindings.Any() && Bindings.All(each => !each.Protocol.StartsWith("http", StringComparison.OrdinalIgnoreCase))) throw Failures.NoState();
            return RunState.Of("sites", Name);
        }
    }
    public ObjectState Start() { RunState.Act("start-site", "site", Name); return State; }
    public ObjectState Stop() { RunState.Act("stop-site", "site", Name); return State; }
}

public sealed class Binding
{
    private readonly XmlElement _element;
    internal Binding(XmlElement element) => _element = element;
    public string Protocol => _element.GetAttribute("protocol");
    public string BindingInformation => _element.GetAttribute("bindingInformation");
    /// <summary>HTTP.sys's own, not of the configuration: certificates.json holds { bindingInformation: { hash, store } }.</summary>
    public byte[] CertificateHash => Box.Certificate(BindingInformation)?["hash"]?.GetValue<string>() is { } hash ? Convert.FromHexString(hash) : null;
    public string CertificateStoreName => Box.Certificate(BindingInformation)?["store"]?.GetValue<string>() ?? "My";
}

public sealed class ApplicationPool
{
    private readonly XmlElement _element;
    internal ApplicationPool(XmlElement element) => _element = element;
    public string Name => _element.GetAttribute("name");
    public ObjectState State => RunState.Of("pools", Name);
    public IEnumerable<WorkerProcess> WorkerProcesses => State == ObjectState.Started ? [new WorkerProcess(Name)] : [];
    public ObjectState Start() { Unless(ObjectState.Started, Failures.Running); RunState.Act("start-pool", "pool", Name); return State; }
    public ObjectState Stop() { Unless(ObjectState.Stopped, Failures.NotRunning); RunState.Act("stop-pool", "pool", Name); return State; }
    public ObjectState Recycle() { Unless(ObjectState.Stopped, Failures.NotRunning); RunState.Act("recycle-pool", "pool", Name); return State; }
    private void Unless(ObjectState state, Func<Exception> refusal) { if (State == state) throw refusal(); }
}

public sealed class WorkerProcess
{
    internal WorkerProcess(string pool) => AppPoolName = pool;
    public string AppPoolName { get; }
    public ObjectState State => ObjectState.Started;
    public int ProcessId => 1000 + (int)(AppPoolName.Aggregate(17u, (sum, c) => sum * 31 + c) % 30000);
    public IEnumerable<Request> GetRequests(int timeElapsedFilter) => RunState.Requests(AppPoolName);
}

public sealed class Request
{
    public string Url { get; internal set; }
    public string Verb { get; internal set; } = "GET";
    public int SiteId { get; internal set; }
    public string ClientIPAddr { get; internal set; } = "127.0.0.1";
    public int TimeElapsed { get; internal set; }
    public string CurrentModule { get; internal set; } = "ManagedPipelineHandler";
}
