using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Demonstration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Demonstration;

/// <summary>A portal whose demonstration class has got its morning at the first start; played once for all tests.</summary>
public sealed class MorningFixture : IAsyncLifetime
{
    public PortalFactory Portal { get; } = new();

    /// <summary>When the morning was over.</summary>
    public DateTime Now { get; private set; }

    internal MorningQueue Queue => Portal.Services.GetRequiredService<MorningQueue>();

    public async ValueTask InitializeAsync()
    {
        Portal.Settings["Demonstration:Morning"] = "true";
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Changed += Tell;
        Now = Portal.Time.GetUtcNow().UtcDateTime;
        using var client = Portal.CreateClient();
        Tell();
        await done.Task.WaitAsync(TimeSpan.FromMinutes(8), TestContext.Current.CancellationToken);
        Queue.Changed -= Tell;

        void Tell()
        {
            if (Queue.State is MorningState.Done or MorningState.Failed)
            {
                done.TrySetResult();
            }
        }
    }

    public async ValueTask DisposeAsync() => await Portal.DisposeAsync();
}
