using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace IncidentTraining.Web.Features.Documents.Editing;

/// <summary>Reports that a circuit's person is in a document, for as long as the circuit is connected to their browser.</summary>
public sealed class EditorPresence(DocumentPresence presence) : CircuitHandler, IAsyncDisposable
{
    private Func<Task<PresentPage?>>? _enter;
    private PresentPage? _visit;
    private string? _sectionId;
    private bool _isCutOff;
    private bool _gone;

    /// <summary>The person has opened the document.</summary>
    public async Task EnterAsync(Actor actor, Guid documentId)
    {
        _enter = async () => (await presence.EnterAsync(actor, documentId, _sectionId)).ValueOrDefault;
        await BeHereAsync();
    }

    /// <summary>The person has moved to another section; null for none.</summary>
    public Task MoveAsync(string? sectionId)
    {
        _sectionId = sectionId;
        return _visit is { } visit ? presence.MoveAsync(visit, sectionId) : Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _isCutOff = true;
        return LeaveAsync();
    }

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _isCutOff = false;
        return BeHereAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        await LeaveAsync();
    }

    private async Task BeHereAsync()
    {
        if (_enter is null || _visit is not null)
        {
            return;
        }

        _visit = await _enter();
        // The circuit may have ended meanwhile.
        if (_gone || _isCutOff)
        {
            await LeaveAsync();
        }
    }

    private Task LeaveAsync() => Interlocked.Exchange(ref _visit, null) is { } visit ? presence.LeaveAsync(visit) : Task.CompletedTask;
}
