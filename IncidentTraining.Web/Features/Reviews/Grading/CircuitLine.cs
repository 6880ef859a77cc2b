using Microsoft.AspNetCore.Components.Server.Circuits;

namespace IncidentTraining.Web.Features.Reviews.Grading;

/// <summary>Whether the circuit is connected to its browser: a disconnected page renews no lock.</summary>
public sealed class CircuitLine : CircuitHandler
{
    /// <summary>Raised with the new state.</summary>
    public event Action<bool>? Changed;

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Changed?.Invoke(false);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Changed?.Invoke(true);
        return Task.CompletedTask;
    }
}
