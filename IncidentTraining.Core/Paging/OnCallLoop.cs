using IncidentTraining.Core.Live;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Paging;

/// <summary>The loop of the on-call watch: a round every second.</summary>
public sealed class OnCallLoop(OnCallWatch watch, TimeProvider time, ILogger<OnCallLoop> logger)
    : RoundLoop(TimeSpan.FromSeconds(1), time, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => watch.LookAsync(ct);
}
