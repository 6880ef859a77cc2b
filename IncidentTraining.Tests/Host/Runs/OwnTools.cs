using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.Runs;

/// <summary>A responder with a run and an address for their own tools, on a real Kestrel with the real clock.</summary>
public sealed class OwnTools(PortalFactory portal, Uri portalAddress, Actor actor, Guid runId, ShopKey key)
{
    public Guid RunId => runId;

    public Actor Actor => actor;

    /// <summary>The shop's address, without a slash at the end.</summary>
    public string Shop { get; } = $"{portalAddress.ToString().TrimEnd('/')}/shop/{key}";

    public HttpClient Http { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<OwnTools> StartAsync(PortalFactory portal, Uri address, string userName = "demo-trainee-1")
    {
        var actor = await portal.ActorAsync(userName);
        var run = await Get<StartLabRun>(portal).RunAsync(actor, new(await portal.CohortIdAsync(), LabBench.Lab1), Ct);
        var key = await Get<MakeShopAddress>(portal).RunAsync(actor, run.Value, Ct);
        return new OwnTools(portal, address, actor, run.Value, key.Value);
    }

    public T Get<T>()
        where T : notnull => Get<T>(portal);

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(Shop + path, Ct);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content = null) => Http.PostAsync(Shop + path, content, Ct);

    public async Task<string> TextAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    /// <summary>The sum of a counter's series in the shop's metrics.</summary>
    public async Task<double> CountAsync(string metric, string label = "") =>
        (await TextAsync("/metrics"))
            .Split('\n')
            .Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));

    private static T Get<T>(PortalFactory portal)
        where T : notnull => (T)portal.Services.GetService(typeof(T))!;
}
