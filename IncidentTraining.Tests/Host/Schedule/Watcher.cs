using System.Threading.Channels;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Schedule.Projector;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace IncidentTraining.Tests.Host.Schedule;

/// <summary>A connection to the timer hub that stores its messages, in order.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    /// <summary>Two busy cores are slow; a push that never comes still fails the test.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<TimerSnapshot> _told = Channel.CreateUnbounded<TimerSnapshot>();
    private readonly Channel<string> _codes = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Watcher(HubConnection connection)
    {
        Connection = connection;
        connection.On<TimerSnapshot>("Snapshot", snapshot => _told.Writer.TryWrite(snapshot));
        connection.On<string>("JoinCode", code => _codes.Writer.TryWrite(code));
        connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public HubConnection Connection { get; }

    /// <summary>The join codes that it was told and that were not read yet, the first first.</summary>
    public ChannelReader<string> Codes => _codes.Reader;

    /// <summary>Completes when the server has ended the connection.</summary>
    public Task Closed => _closed.Task;

    public static async Task<Watcher> OfMemberAsync(PortalFactory portal, string userName, Guid cohortId) =>
        await StartAsync(Connect(portal, $"class={cohortId}", await CookieAsync(portal, userName)));

    public static Task<Watcher> OfProjectorAsync(PortalFactory portal, ProjectorToken token) =>
        StartAsync(Connect(portal, $"projector={token}", cookie: null));

    /// <summary>A connection that is not started.</summary>
    public static HubConnection Connect(PortalFactory portal, string query, string? cookie) =>
        new HubConnectionBuilder()
            .WithUrl($"http://localhost/hubs/timer?{query}", options =>
            {
                options.Transports = HttpTransportType.LongPolling;
                options.HttpMessageHandlerFactory = _ => portal.Server.CreateHandler();
                if (cookie is not null)
                {
                    options.Headers["Cookie"] = cookie;
                }
            })
            .Build();

    /// <summary>The cookie of someone who has signed in.</summary>
    public static async Task<string> CookieAsync(PortalFactory portal, string userName)
    {
        var visitor = new PortalClient(portal.CreateClient(new() { AllowAutoRedirect = false }));
        var answer = await visitor.OneClickAsync(userName);
        return answer
            .Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.StartsWith("incident-training=", StringComparison.Ordinal))
            .Split(';')[0];
    }

    /// <summary>Its next message.</summary>
    public async Task<TimerSnapshot> NextAsync() =>
        await _told
            .Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(Patience, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private static async Task<Watcher> StartAsync(HubConnection connection)
    {
        var watcher = new Watcher(connection);
        await connection.StartAsync(TestContext.Current.CancellationToken);
        return watcher;
    }
}
