using IncidentTraining.Core.PracticeShop.Actions;
using IncidentTraining.Core.PracticeShop.Actions.CreateIndex;
using IncidentTraining.Core.PracticeShop.Actions.Database;
using IncidentTraining.Core.PracticeShop.Actions.Experiments;
using IncidentTraining.Core.PracticeShop.Actions.Flags;
using IncidentTraining.Core.PracticeShop.Actions.Instances;
using IncidentTraining.Core.PracticeShop.Actions.Network;
using IncidentTraining.Core.PracticeShop.Actions.Payments;
using IncidentTraining.Core.PracticeShop.Actions.Redis;
using IncidentTraining.Core.PracticeShop.Actions.ResizePool;
using IncidentTraining.Core.PracticeShop.Actions.RollBack;
using IncidentTraining.Core.PracticeShop.Actions.ShedTraffic;
using IncidentTraining.Core.PracticeShop.Actions.Smoke;
using IncidentTraining.Core.PracticeShop.Actions.Workers;
using IncidentTraining.Core.PracticeShop.Components.Probes;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>Accepts responders' actions, refuses invalid ones with a reason, and applies the others when they are due.</summary>
sealed class ActionRunner : IComponent
{
    /// <summary>Name of the input that sends a probe.</summary>
    public const string Probe = "probe";

    readonly ShopSystem _shop;
    readonly Dictionary<string, IShopAction> _actions;
    readonly List<(string Action, ActionPlan Plan)> _taken = [];
    readonly int _self,
        _line;

    public ActionRunner(ShopSystem shop)
    {
        _shop = shop;
        IShopAction[] all =
        [
            new SwitchExperiment(on: true),
            new SwitchExperiment(on: false),
            new ResizePoolAction(),
            new RestartInstance(),
            new StartInstance(),
            new RollBackRelease(),
            new DeployRelease(),
            new CreateIndexAction(),
            new ShedTrafficAction(),
            new LimitClients(),
            new ScaleApi(),
            new SetRequestTimeout(),
            new RestartPool(),
            new ResumeProject(),
            new UpdateSecret(),
            new EndSessions(),
            new GrowDisk(),
            new RestoreRoute(),
            new RefreshDns(),
            new SyncClock(),
            new SwitchFlag(),
            new SwitchGateway(),
            new SetGatewayTimeout(),
            new RequestGatewayLimit(),
            new SettlePendingPayments(),
            new ReconcileOrders(),
            new RestartWorker(),
            new ScaleWorkers(),
            new QuarantineJob(),
            new RetryDeadJobs(),
            new RequeuePaidOrders(),
            new RequestMailQuota(),
            new RestartRedis(),
            new ResizeRedis(),
            new DeleteViewHistory(),
            new FlushRedis(),
            new RunSmokeTests(),
            new ResizeCache(),
            new SetReadinessTimeout(),
            new SetConnectionUses(),
            new ResumeReplay(),
            new BuyGatewayCalls(),
            new RestoreConfiguration(),
        ];
        // Offered only if there is something to do, so that the actions of the other shops stay the same.
        IShopAction[] exports = shop.Exports is null ? [] : [new CopyAccessLog(), new RevokeKey(), new SwitchExport()];
        IShopAction[] totals = shop.Totals is null ? [] : [new CorrectTotals()];
        _actions = all.Concat(exports).Concat(totals).ToDictionary(action => action.Describe(shop).Name);
        _self = shop.Kernel.Add(this);
        _line = shop.Telemetry.Logs.Declare(ShopLogLevel.Info, "platform", "{0:name:action}: {1:name:outcome}");
    }

    /// <summary>Whether there is an action of this name, or the input is a probe.</summary>
    public bool Knows(string action) => action == Probe || _actions.ContainsKey(action);

    /// <summary>All actions.</summary>
    public IReadOnlyList<ActionDescription> Catalogue => [.. _actions.Values.Select(action => action.Describe(_shop))];

    /// <summary>Takes an action.</summary>
    public InputAnswer Take(ShopInput input)
    {
        if (input.Action == Probe)
            return SendProbe(input);
        if (!_actions.TryGetValue(input.Action, out var action))
            return new InputAnswer($"There is no action “{input.Action}”. The help lists all of them.", InputRefusal.UnknownAction);
        ActionPlan plan;
        try
        {
            var arguments = new NamedOptions(input.Arguments);
            arguments.OnlyKnown([.. action.Describe(_shop).Arguments.Select(argument => argument.Name)]);
            plan = action.Prepare(_shop, arguments);
        }
        catch (BadOptionException bad)
        {
            return new InputAnswer(bad.Message, InputRefusal.BadArgument);
        }
        catch (NotNowException notNow)
        {
            return new InputAnswer(notNow.Message, InputRefusal.NotNow);
        }

        _taken.Add((input.Action, plan));
        Tell(ShopEventKind.ActionStarted, input.Action, plan.Subject, plan.Text);
        for (var stage = 0; stage < plan.Stages.Count; stage++)
        {
            var delay = plan.Stages[stage].After.Ticks / TimeSpan.TicksPerMicrosecond;
            _shop.Kernel.Schedule(delay, _self, stage, _taken.Count - 1);
        }
        return new InputAnswer(plan.Text);
    }

    /// <summary>A probe is not an action: it changes nothing on purpose and appears in no timeline.</summary>
    InputAnswer SendProbe(ShopInput input)
    {
        try
        {
            _shop.Probes.Send(input.Sequence, ProbeContent.Read(new NamedOptions(input.Arguments)));
            return new InputAnswer("The request was sent.");
        }
        catch (BadOptionException bad)
        {
            return new InputAnswer(bad.Message, InputRefusal.BadArgument);
        }
    }

    public void Handle(int what, long subject)
    {
        var (action, plan) = _taken[(int)subject];
        var hadLog = _shop.Exports is { Log.IsLost: false };
        var text = plan.Stages[what].Effect(_shop);
        if (hadLog && _shop.Exports is { Log.IsLost: true })
            _shop.Harms.Add(
                action,
                3,
                "An access log that was not copied went with its process: no one can tell any longer whose orders a stranger has read."
            );
        if (what == plan.Stages.Count - 1)
            Tell(ShopEventKind.ActionFinished, action, plan.Subject, text);
    }

    void Tell(ShopEventKind kind, string action, string subject, string text)
    {
        var logs = _shop.Telemetry.Logs;
        logs.Write(_line, 0, logs.Name(action), logs.Name(text));
        _shop.Events.Add(kind, subject.Length == 0 ? action : $"{action} {subject}", text, "platform");
    }
}
