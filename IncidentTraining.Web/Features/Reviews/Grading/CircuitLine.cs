using Microsoft.AspNetCore.Components.Server.Circuits;

namespace IncidentTraining.Web.Features.Reviews.Grading;

/// <summary>Whether the circuit reaches its browser: a page that is cut off renews no lock.</summary>
public sealed class CircuitLine : CircuitHandler
{
    /// <summary>Raised with whether it does.</summary>
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
