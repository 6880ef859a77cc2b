using System.Globalization;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// One request of a responder's own tool. It is an input of the run like every action, passes through the shop together with the customers'
/// requests, and is answered when the shop has responded.
/// </summary>
public sealed class ProbeShop(ShopHost host, TimeProvider time) : IUseCase
{
    /// <summary>The engine's name for the input.</summary>
    internal const string Action = "probe";

    /// <summary>The routes that can be probed, as the engine names them.</summary>
    public static readonly IReadOnlyList<string> Routes = ["products", "order", "payment"];

    /// <summary>The longest order id that is passed on; the shop gives every longer one the same response.</summary>
    public const int LongestOrderId = 20;

    /// <summary>A tool's request to the shop.</summary>
    /// <param name="Route">One of <see cref="Routes"/>.</param>
    /// <param name="Order">For an order, the id as it was typed, at most <see cref="LongestOrderId"/> characters; null for none.</param>
    /// <param name="Page">For products, the page, from 1.</param>
    /// <param name="Network">For a payment, the card network: <c>visa</c>, <c>mastercard</c> or <c>amex</c>.</param>
    /// <param name="IsMalformed">For a payment, whether the shop cannot parse the request.</param>
    public sealed record Request(string Route, string? Order = null, int Page = 1, string? Network = null, bool IsMalformed = false)
    {
        /// <summary>The arguments of the input.</summary>
        internal IReadOnlyDictionary<string, string> Arguments
        {
            get
            {
                var arguments = new Dictionary<string, string> { ["route"] = Route };
                if (Order is not null)
                {
                    arguments["order"] = Order.Length > LongestOrderId ? Order[..LongestOrderId] : Order;
                }

                if (Page > 1)
                {
                    arguments["page"] = Page.ToString(CultureInfo.InvariantCulture);
                }

                if (Network is not null)
                {
                    arguments["network"] = Network;
                }

                if (IsMalformed)
                {
                    arguments["malformed"] = "yes";
                }

                return arguments;
            }
        }
    }

    // The shop's clients give up after ten seconds; the rest is for a busy server.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(200);

    /// <summary>Sends the request and waits for as long as a customer would.</summary>
    /// <param name="actor">The tool's owner.</param>
    /// <param name="runId">The run.</param>
    /// <param name="request">The request.</param>
    /// <param name="ct">Cancelled when the tool has disconnected; the shop processes the request anyway.</param>
    public async Task<Outcome<ProbeAnswer>> RunAsync(Actor actor, Guid runId, Request request, CancellationToken ct = default)
    {
        if (!Routes.Contains(request.Route))
        {
            return Refusal.Invalid($"The shop has no route called {request.Route}.");
        }

        var sent = await host.SendProbeAsync(actor, runId, request.Arguments, ct);
        return sent.Succeeded ? await AwaitAsync(runId, sent.Value, ct) : sent.Refusal;
    }

    private async Task<Outcome<ProbeAnswer>> AwaitAsync(Guid runId, long sequence, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        for (var look = FirstLook; time.GetElapsedTime(start) < LongestWait; look = look * 2 < LastLook ? look * 2 : LastLook)
        {
            // Reading advances the shop to now, so that the response comes when it is due and not with the next round.
            var read = await host.ReadAsync(runId, shop => new Look(shop.Probe(sequence)), ct);
            if (read is null)
            {
                return Refusal.TooLate("The run ended before the shop responded.");
            }

            if (read.Answer is { } answer)
            {
                return answer;
            }

            await Task.Delay(look, time, ct);
        }

        return Refusal.Conflict("The run was paused before the shop responded.");
    }

    private sealed record Look(ProbeAnswer? Answer);
}
