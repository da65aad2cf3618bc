package io.eventrouter.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventrouter.gateway.session.ErrorCode;
import io.eventrouter.gateway.session.ServerMessage;
import io.eventrouter.gateway.session.ServerMessage.Checkpoint;
import io.eventrouter.gateway.session.ServerMessage.Gap;
import io.eventrouter.gateway.session.ServerMessage.Lost;
import io.eventrouter.gateway.session.ServerMessage.Pong;
import io.eventrouter.gateway.session.ServerMessage.Published;
import io.eventrouter.gateway.session.ServerMessage.Reconnect;
import io.eventrouter.gateway.session.ServerMessage.Refused;
import io.eventrouter.gateway.session.ServerMessage.Subscribed;
import io.eventrouter.gateway.session.ServerMessage.Unsubscribed;
import io.eventrouter.gateway.session.ServerMessage.Welcome;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerMessageWriterTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                arguments(
                        new Welcome("s1", "g1", "c1", 25, 100, 65_536),
                        "{'op':'welcome','session':'s1','gateway':'g1','cursor':'c1',"
                                + "'heartbeatSeconds':25,"
                                + "'limits':{'subscriptions':100,'frameBytes':65536}}"),
                arguments(
                        new Subscribed("a.*", null, "1"),
                        "{'op':'subscribed','channel':'a.*','ref':'1'}"),
                arguments(
                        new Subscribed("a.*", false, null),
                        "{'op':'subscribed','channel':'a.*','recovered':false}"),
                arguments(
                        new Subscribed("a", false, new Lost("c1", "c2", 45), "1"),
                        "{'op':'subscribed','channel':'a','recovered':false,"
                                + "'lost':{'from':'c1','to':'c2','count':45},'ref':'1'}"),
                arguments(
                        new Unsubscribed("a", "2"),
                        "{'op':'unsubscribed','channel':'a','ref':'2'}"),
                arguments(
                        new Published("a1", "events.high", "3:7", "2"),
                        "{'op':'published','id':'a1','topic':'events.high','position':'3:7',"
                                + "'ref':'2'}"),
                arguments(new Pong(null), "{'op':'pong'}"),
                arguments(new Pong("é\"\\"), "{'op':'pong','ref':'é\\\"\\\\'}"),
                arguments(new Checkpoint("c2"), "{'op':'checkpoint','cursor':'c2'}"),
                arguments(
                        new Gap("a", "low", 12, "shed"),
                        "{'op':'gap','channel':'a','priority':'low','count':12,'reason':'shed'}"),
                arguments(
                        new Gap(null, null, 45, "retention"),
                        "{'op':'gap','count':45,'reason':'retention'}"),
                arguments(
                        new Reconnect(1_234, "draining"),
                        "{'op':'reconnect','afterMillis':1234,'reason':'draining'}"),
                arguments(
                        new Refused(ErrorCode.LIMIT, "too many", "1"),
                        "{'op':'error','code':'limit','message':'too many','ref':'1'}"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void writesEachMessageAsTheProtocolSays(ServerMessage message, String json) {
        String written =
                StandardCharsets.UTF_8.decode(ServerMessageWriter.write(message)).toString();

        assertThat(written).isEqualTo(json.replace('\'', '"'));
    }
}
