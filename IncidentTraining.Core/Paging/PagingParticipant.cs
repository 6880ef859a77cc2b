using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Paging;

/// <summary>
/// Pages the person on call when an alert of an on-call run begins to fire, and answers the page when its incident is acknowledged.
/// </summary>
public sealed class PagingParticipant : RunParticipant
{
    internal override Task SteppedAsync(RunSession session, CancellationToken ct) => Pager.RaiseAsync(session, ct);

    internal override Task CompletingAsync(RunSession session, CancellationToken ct) => Pager.AnswerAsync(session, ct);
}
