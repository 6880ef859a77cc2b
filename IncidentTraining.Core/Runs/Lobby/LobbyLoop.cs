using IncidentTraining.Core.Live;
using Microsoft.Extensions.Logging;

namespace IncidentTraining.Core.Runs;

/// <summary>Looks every minute for abandoned lobbies.</summary>
public sealed class LobbyLoop(CloseLobbies lobbies, TimeProvider time, ILogger<LobbyLoop> logger)
    : RoundLoop(TimeSpan.FromMinutes(1), time, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => lobbies.CloseEmptyAsync(ct);
}
