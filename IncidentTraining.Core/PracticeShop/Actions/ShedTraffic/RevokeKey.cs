using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.ShedTraffic;

/// <summary>Revokes a partner's export key. The partner reads nothing until it has put a new key into its systems.</summary>
sealed class RevokeKey : IShopAction
{
    const string Key = "key";

    static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "revoke-key",
            "Revoke a partner's key",
            "Revokes a partner's key for the order export. The partner is sent a new one; its reads are refused until it uses that, about a quarter of an hour later.",
            Delay,
            [new ArgumentDescription(Key, "Key of", ExportPartner.Ids, null, null, ExportPartner.Ids[0])]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var partner = shop.Exports!.PartnerOf(arguments.Choice(Key, ExportPartner.Ids));
        if (!partner.HasKey)
            throw new NotNowException($"The key of {partner.Title} is already revoked, and it does not use its new one yet.");
        return new ActionPlan(partner.Id, $"The key of {partner.Title} is being revoked.", new ActionStage(Delay, system =>
            {
                if (!partner.HasKey)
                    return $"The key of {partner.Title} was revoked already.";
                if (!system.Exports!.Stranger.ReadsWithKeyOf(partner))
                    system.Harms.Add(
                        "revoke-key",
                        2,
                        $"No stranger had the key of {partner.Title}: it could not read its orders until it had a new one."
                    );
                system.Exports.Revoke(partner);
                system.Changes.Add("config", $"Key {partner.Id}-{partner.Key} of the export revoked");
                return $"The key of {partner.Title} is revoked.";
            }));
    }
}
